import { badInput } from '@customer-graph/protocol/errors';
import { createCursors, pageSize, toConnection } from '@customer-graph/subgraph-kit/connections';
import { contactIdOf } from '@customer-graph/subgraph-kit/mutation';
import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { SupportResolvers } from '../generated/schema.ts';
import { listedOwner, readTicket, type TicketReads } from '../services/ticket-access.ts';
import { ofAccount } from '../services/ticket-of-account.ts';

export const createSupportResolvers = (reads: TicketReads): SupportResolvers => ({
  id: ({ account }) => account.id,

  async tickets(helpDesk, { first, after, status, requestedByMe }, context) {
    if (requestedByMe && contactIdOf(context.assertion) === null)
      throw badInput('requestedByMe is for people of the account.');
    const { account } = helpDesk;
    const cursors = createCursors(
      `tickets:${requestedByMe ? 'mine' : ''}:${status?.toSorted().join() ?? ''}`,
      account.id,
    );
    const position = cursors.decode(after);
    const query = { first: pageSize(first), after: position, status: status ?? null };
    const owner = await listedOwner(reads, helpDesk, requestedByMe, context);
    const page =
      owner && status?.length !== 0 ? await reads.source.tickets(owner, query) : { nodes: [], hasNextPage: false };
    const nodes = page.nodes.map(ofAccount(account));
    return toConnection({ ...page, nodes }, (ticket) => ticket.position, cursors, position !== null);
  },

  async ticket(helpDesk, { id }, context) {
    const ticket = await readTicket(reads, helpDesk, id, context);
    return ticket && ofAccount(helpDesk.account)(ticket);
  },

  source: (_helpDesk, _arguments, { startedAt }) => ({ system: 'SUPPORT', asOf: toDateTime(startedAt) }),
});
