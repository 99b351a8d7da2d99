import type { AccountReference } from '../../shared/account-reference.ts';
import { cursorsOf, pageSize, toConnection } from '../../shared/connections.ts';
import { badInput } from '../../shared/errors.ts';
import { toDateTime } from '../../shared/scalars.ts';
import type { SupportResolvers } from '../generated/schema.ts';
import type { SupportSource } from '../port.ts';
import { contactOf, ownerFor, ticketFor } from './ownership.ts';
import { ofAccount } from './ticket.ts';

/** An account in the help desk. Nothing of it has been read yet. */
export interface SupportParent {
  readonly account: AccountReference;
  /** What the help desk may know it by, the present one first. */
  readonly organizationKeys: readonly string[];
}

export const createSupportResolvers = (source: SupportSource): SupportResolvers => ({
  id: ({ account }) => account.id,

  async tickets(support, { first, after, status, requestedByMe }, context) {
    if (requestedByMe && contactOf(context.assertion) === null)
      throw badInput('requestedByMe is for people of the account.');
    const cursors = cursorsOf(
      `tickets:${requestedByMe ? 'mine' : ''}:${status?.toSorted().join() ?? ''}`,
      support.account.id,
    );
    const position = cursors.decode(after);
    const query = { first: pageSize(first), after: position, status: status ?? null };
    const owner = await ownerFor(support, requestedByMe, context);
    const page = owner && status?.length !== 0 ? await source.tickets(owner, query) : { nodes: [], hasNextPage: false };
    const nodes = page.nodes.map((ticket) => ({ ...ticket, account: support.account }));
    return toConnection({ ...page, nodes }, ({ position: place }) => place, cursors, position !== null);
  },

  async ticket(support, { id }, context) {
    const ticket = await ticketFor(source, support, id, context);
    return ticket && ofAccount(support.account)(ticket);
  },

  source: (_support, _arguments, { startedAt }) => ({ system: 'SUPPORT', asOf: toDateTime(startedAt) }),
});
