import { chunks } from '../../shared/chunks.ts';
import { mentions } from '../../shared/search.ts';
import { createExpect } from '../../shared/upstream/expect.ts';
import type { ContextFields, OrganizationKey } from '../config.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { SupportSource, TicketOwner } from '../port.ts';
import type { Zendesk } from './client.ts';
import {
  byId,
  fromZendeskComment,
  fromZendeskKey,
  fromZendeskTicket,
  type ZendeskComment,
  type ZendeskRecord,
  type ZendeskTicket,
} from './mapping.ts';
import { pageLimit, readPage, type Answer } from './pages.ts';

export interface TicketsOptions {
  readonly zendesk: Zendesk;
  /** Where agents work. */
  readonly base: string;
  readonly organizationKey: OrganizationKey;
  readonly fields: ContextFields;
}

type Tickets = Pick<
  SupportSource,
  'organizations' | 'users' | 'tickets' | 'ticket' | 'searchTickets' | 'comments' | 'latestComment' | 'ticketPlace'
>;

const expect = createExpect('SUPPORT');

/** What comes along with tickets: who raised them, and whose they are (Zendesk API, "Side-loading"). */
const include = 'users,organizations';

/** What is safe in Zendesk's search language: words, and nothing that it would read as an operator. */
const wordsOf = (text: string): string[] => text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** What cannot be an id or a key is asked of nobody: Zendesk would refuse the whole batch, or take it for two. */
const keyShapes = { ids: /^\d{1,18}$/, external_ids: /^[^,\s]{1,255}$/ } as const;

export function createTickets({ zendesk, base, organizationKey, fields }: TicketsOptions): Tickets {
  const keyOf = (organization: ZendeskRecord | undefined): string | null =>
    organizationKey === 'external_id' ? fromZendeskKey(organization) : organization ? String(organization.id) : null;

  /** The tickets of one organization, or of one of its people, out of an answer. */
  const ticketOf = (raw: ZendeskTicket, answer: Answer, keys: readonly string[]): Ticket | null => {
    const key = keyOf(byId(answer.organizations, 'organizations').get(raw.organization_id));
    return key !== null && keys.includes(key) ? fromZendeskTicket(raw, byId(answer.users, 'users'), fields) : null;
  };

  /** Ids by external id, a hundred at a time. Two with the same are none. */
  async function idsOf(
    kind: 'users' | 'organizations',
    parameter: 'ids' | 'external_ids',
    keys: readonly string[],
  ): Promise<(string | null)[]> {
    const valid = keys.filter((key) => keyShapes[parameter].test(key));
    const answers = await Promise.all(
      chunks(valid, pageLimit).map((chunk) => zendesk.get(`${kind}/show_many`, { [parameter]: chunk.join(',') })),
    );
    const records = answers.flatMap((answer) =>
      expect.array(answer?.[kind] as readonly ZendeskRecord[] | undefined, kind),
    );
    return keys.map((key) => {
      const [match, second] = records.filter(
        (record) => (parameter === 'ids' ? String(record.id) : fromZendeskKey(record)) === key,
      );
      return match && !second ? String(expect.integer(match.id, `${kind}.id`)) : null;
    });
  }

  const firstComments = (ticketId: string) => (query: Readonly<Record<string, string | number>>) =>
    // The whole conversation where it is short: whoever asks for its end as well gets it out of the same call.
    zendesk.get(`tickets/${ticketId}/comments`, { include: 'users', ...query, 'page[size]': pageLimit });
  const commentPlace = ({ created_at: at }: ZendeskComment): string => String(at);
  const commentOf = (raw: ZendeskComment, answer: Answer) => fromZendeskComment(raw, byId(answer.users, 'users'));

  return {
    organizations: (keys) => idsOf('organizations', organizationKey === 'external_id' ? 'external_ids' : 'ids', keys),
    users: (contactIds) => idsOf('users', 'external_ids', contactIds),

    async tickets(owner, { status, first, after }) {
      const isWanted = (ticket: Ticket | null): ticket is Ticket =>
        ticket !== null && (status === null || status.includes(ticket.status));
      const path =
        owner.kind === 'ORGANIZATION'
          ? `organizations/${owner.organizationId}/tickets`
          : `users/${owner.userId}/tickets/requested`;
      return readPage<ZendeskTicket, Ticket>({
        first,
        after,
        name: 'tickets',
        isSparse: status !== null || owner.kind === 'REQUESTER',
        placeOf: ({ updated_at: at }) => String(at),
        isNewestFirst: true,
        read: (query) => zendesk.get(path, { ...query, sort: '-updated_at', include }),
        map(raw, answer) {
          const ticket =
            owner.kind === 'REQUESTER'
              ? ticketOf(raw, answer, owner.organizationKeys)
              : String(raw.organization_id) === owner.organizationId
                ? fromZendeskTicket(raw, byId(answer.users, 'users'), fields)
                : null;
          return isWanted(ticket) ? ticket : null;
        },
      });
    },

    async ticket(keys, ticketId) {
      const answer = await zendesk.getOne(`tickets/${ticketId}`, { include });
      return answer && ticketOf(expect.object(answer.ticket as ZendeskTicket | undefined, 'ticket'), answer, keys);
    },

    async ticketPlace(ticketId) {
      const answer = await zendesk.getOne(`tickets/${ticketId}`, { include });
      const raw = answer && expect.object(answer.ticket as ZendeskTicket | undefined, 'ticket');
      const key = raw && keyOf(byId(answer.organizations, 'organizations').get(raw.organization_id));
      return raw?.is_public === true && key ? { organizationKey: key, url: `${base}/agent/tickets/${ticketId}` } : null;
    },

    async searchTickets(owner: TicketOwner, organizationId, text, first) {
      const words = wordsOf(text);
      if (words.length === 0) return [];
      // By subject alone: the text of a ticket includes its internal notes, and a match would tell what stands in them.
      const requester = owner.kind === 'REQUESTER' ? ` requester:${owner.userId}` : '';
      const query = `type:ticket organization:${organizationId}${requester} ${words.map((word) => `subject:${word}*`).join(' ')}`;
      // More than are wanted: what is found and not shown must leave no gap that would tell of it.
      const found = await zendesk.get('search', { query, per_page: pageLimit });
      const ids = expect
        .array(found?.results as readonly ZendeskTicket[] | undefined, 'results')
        .map(({ id }) => expect.integer(id, 'id'));
      if (ids.length === 0) return [];
      const answer = await zendesk.get('tickets/show_many', { ids: ids.join(','), include: 'users' });
      const tickets = new Map(
        expect.array(answer?.tickets as readonly ZendeskTicket[] | undefined, 'tickets').map((raw) => [raw.id, raw]),
      );
      return ids
        .flatMap((id) => {
          const raw = tickets.get(id);
          const isOwn =
            String(raw?.organization_id) === organizationId &&
            (owner.kind === 'ORGANIZATION' || String(raw?.requester_id) === owner.userId);
          const ticket = raw && isOwn ? fromZendeskTicket(raw, byId(answer?.users, 'users'), fields) : null;
          // Zendesk takes several words for alternatives.
          return ticket && words.every((word) => mentions([ticket.subject], word)) ? [ticket] : [];
        })
        .slice(0, first);
    },

    comments: (ticketId, { first, after }) =>
      readPage({
        first,
        after,
        name: 'comments',
        isSparse: true,
        read: firstComments(ticketId),
        map: commentOf,
        placeOf: commentPlace,
        isNewestFirst: false,
      }),

    async latestComment(ticketId) {
      const answer = await firstComments(ticketId)({});
      const whole =
        answer && expect.object(answer.meta as { has_more: unknown } | undefined, 'meta').has_more === false;
      if (whole) {
        const comments = expect
          .array(answer.comments as readonly ZendeskComment[] | undefined, 'comments')
          .map((raw) => commentOf(raw, answer));
        return comments.findLast((comment) => comment !== null) ?? null;
      }
      const read = (query: Readonly<Record<string, string | number>>) =>
        zendesk.get(`tickets/${ticketId}/comments`, { include: 'users', sort: '-created_at', ...query });
      const { nodes } = await readPage({
        first: 1,
        after: null,
        name: 'comments',
        isSparse: true,
        read,
        map: commentOf,
        placeOf: commentPlace,
        isNewestFirst: true,
      });
      return nodes[0] ?? null;
    },
  };
}
