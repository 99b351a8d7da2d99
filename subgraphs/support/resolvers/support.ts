import { badInput } from '@customer-graph/protocol/errors';
import { createCursors, pageSize, toConnection } from '@customer-graph/subgraph-kit/connections';
import { contactIdOf } from '@customer-graph/subgraph-kit/mutation';
import { toDateTime } from '@customer-graph/subgraph-kit/scalars';
import type { SupportResolvers } from '../generated/schema.ts';
import type { SupportSource } from '../port.ts';
import { listedOwner, readTicket } from '../services/ticket-access.ts';
import { ofAccount } from './ticket.ts';

export const createSupportResolvers = (source: SupportSource): SupportResolvers => ({
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
    const owner = await listedOwner(helpDesk, requestedByMe, context);
    const page = owner && status?.length !== 0 ? await source.tickets(owner, query) : { nodes: [], hasNextPage: false };
    const nodes = page.nodes.map((ticket) => ({ ...ticket, account }));
    return toConnection({ ...page, nodes }, (ticket) => ticket.position, cursors, position !== null);
  },

  async ticket(helpDesk, { id }, context) {
    const ticket = await readTicket(source, helpDesk, id, context);
    return ticket && ofAccount(helpDesk.account)(ticket);
  },

  source: (_helpDesk, _arguments, { startedAt }) => ({ system: 'SUPPORT', asOf: toDateTime(startedAt) }),
});
