import { accountOf } from '../shared/account-reference.ts';
import { GraphError } from '../shared/errors.ts';
import {
  ofAccounts,
  ticketPlan,
  ticketQuestion,
  type OfAccounts,
  type SupportFacts,
  type TicketFacts,
  type TicketPlan,
  type TicketQuestion,
} from '../shared/steps.ts';
import { defineCommand } from '../shared/subgraph.ts';
import type { OrganizationKey } from './config.ts';
import type { Loaders } from './loaders.ts';
import type { SupportSource } from './port.ts';
import { supportOf } from './resolvers/account.ts';
import { organizationOf } from './resolvers/ownership.ts';

/** The help desk's part of what goes over several systems. */
export const createSteps = (source: SupportSource, organizationKey: OrganizationKey) => ({
  supportFacts: defineCommand<Loaders, OfAccounts>(ofAccounts, ({ accountIds }, { assertion, loaders }) =>
    Promise.all(
      accountIds.map(async (id): Promise<SupportFacts> => {
        const account = accountOf(assertion, id);
        if (!account) throw new GraphError('NOT_FOUND');
        const support = supportOf(account);
        if (support === null) return { link: account.counterparts.support.state };
        return { link: (await organizationOf(support, loaders)) === null ? 'MISSING' : 'LINKED' };
      }),
    ),
  ),

  ticketFacts: defineCommand<Loaders, TicketQuestion>(
    ticketQuestion,
    async ({ ticketId }): Promise<TicketFacts | null> => {
      const place = await source.ticketPlace(ticketId);
      // By an account's id, or by whatever the CRM says that the account is called there.
      return place && { key: place.organizationKey, isAccountId: organizationKey === 'external_id', url: place.url };
    },
  ),

  recordTicketPlan: defineCommand<Loaders, TicketPlan>(ticketPlan, async ({ ticketId, planKey }) => {
    await source.recordPlan(ticketId, planKey);
    return {};
  }),
});
