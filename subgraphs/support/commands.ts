import { GraphError } from '@customer-graph/protocol/errors';
import { accountOf } from '@customer-graph/subgraph-kit/account-reference';
import type { Handlers } from '@customer-graph/subgraph-kit/handlers';
import type { SupportConfig } from './config.ts';
import type { supportCalls } from './contract.ts';
import type { Loaders } from './loaders.ts';
import type { SupportSource } from './port.ts';
import { linkStateOf } from './services/help-desk-account.ts';

/** Implements the calls of `contract.ts`. */
export const createCommands = (
  source: SupportSource,
  { organizationKey, userKey }: Pick<SupportConfig, 'organizationKey' | 'userKey'>,
): Handlers<typeof supportCalls, Loaders> => ({
  supportFacts: ({ accountIds }, { assertion, loaders }) =>
    Promise.all(
      accountIds.map(async (id) => {
        const account = accountOf(assertion, id);
        if (!account) throw new GraphError('NOT_FOUND');
        return { link: await linkStateOf(account, loaders) };
      }),
    ),

  async ticketFacts({ ticketId }) {
    const ticket = await source.ticketPlace(ticketId);
    return ticket && { key: ticket.organizationKey, isAccountId: organizationKey === 'external_id', url: ticket.url };
  },

  async recordTicketPlan({ ticketId, planKey }) {
    await source.recordPlan(ticketId, planKey);
    return {};
  },

  async renamePerson({ contactId, name }) {
    // By the subject of a token, which only its owner's requests have, nobody else can find the person.
    if (userKey === 'contact') await source.renamePerson(contactId, name);
    return {};
  },
});
