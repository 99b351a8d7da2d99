import type { TicketComment } from '../domain/ticket.ts';
import type { SupportSource } from '../port.ts';
import { listIn, nextCursor, type ZendeskObject } from './answers.ts';
import type { Query, Zendesk } from './client.ts';
import { fromZendeskComment } from './mapping/comment.ts';
import { byId } from './mapping/user.ts';
import { pageLimit, readPage } from './pages.ts';

export function createComments(zendesk: Zendesk): Pick<SupportSource, 'comments' | 'latestComment'> {
  const read = (ticketId: string) => (query: Query) =>
    zendesk.get(`tickets/${ticketId}/comments`, { include: 'users', ...query });
  // Always a full page: `comments` and `latestComment` of one request then share the call.
  const readOldest = (ticketId: string) => (query: Query) => read(ticketId)({ ...query, 'page[size]': pageLimit });

  const toComment = (raw: ZendeskObject, answer: ZendeskObject): TicketComment | null =>
    fromZendeskComment(raw, byId(answer, 'users'));
  const list = {
    name: 'comments',
    isSparse: true,
    map: toComment,
    sortedBy: ({ created_at: at }: ZendeskObject) => String(at),
  };

  return {
    comments: (ticketId, { first, after }) =>
      readPage({ ...list, first, after, read: readOldest(ticketId), isNewestFirst: false }),

    async latestComment(ticketId) {
      const answer = await readOldest(ticketId)({});
      if (answer && nextCursor(answer) === null) {
        const comments = listIn(answer, 'comments').map((raw) => toComment(raw, answer));
        return comments.findLast((comment) => comment !== null) ?? null;
      }
      const readNewest = (query: Query) => read(ticketId)({ sort: '-created_at', ...query });
      const { nodes } = await readPage({ ...list, first: 1, after: null, read: readNewest, isNewestFirst: true });
      return nodes[0] ?? null;
    },
  };
}
