import { includesText } from '@customer-graph/subgraph-kit/search';
import { identifier } from '@customer-graph/upstream/shapes';
import type { ContextFields } from '../config.ts';
import type { SupportSource, TicketOwner } from '../port.ts';
import { listIn, parse, type ZendeskObject } from './answers.ts';
import type { Zendesk } from './client.ts';
import { fromZendeskTicket } from './mapping/ticket.ts';
import { byId } from './mapping/user.ts';
import { pageLimit } from './pages.ts';

/** Letters and digits only: Zendesk's search language reads other characters as operators. */
const wordsOf = (text: string): string[] => text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Searches subjects only. Zendesk's full text includes internal notes, so a match would disclose them. */
function searchQuery(owner: TicketOwner, organizationId: string, words: readonly string[]): string {
  const requester = owner.kind === 'REQUESTER' ? ` requester:${owner.userId}` : '';
  return `type:ticket organization:${organizationId}${requester} ${words.map((word) => `subject:${word}*`).join(' ')}`;
}

const belongsTo = (owner: TicketOwner, organizationId: string, raw: ZendeskObject): boolean =>
  String(raw.organization_id) === organizationId &&
  (owner.kind === 'ORGANIZATION' || String(raw.requester_id) === owner.userId);

export const createTicketSearch = (zendesk: Zendesk, fields: ContextFields): Pick<SupportSource, 'searchTickets'> => ({
  async searchTickets(owner, organizationId, text, first) {
    const words = wordsOf(text);
    if (words.length === 0) return [];
    // A full page: results that are filtered out below must not leave a shorter list, which would disclose them.
    const query = searchQuery(owner, organizationId, words);
    const found = listIn(await zendesk.get('search', { query, per_page: pageLimit }), 'results');
    const ids = found.map(({ id }) => parse(identifier, id, 'results.id'));
    if (ids.length === 0) return [];
    // The index lags by minutes, so the tickets are read again and checked against the current data.
    const answer = await zendesk.get('tickets/show_many', { ids: ids.join(','), include: 'users' });
    const tickets = new Map(listIn(answer, 'tickets').map((raw) => [String(raw.id), raw]));
    return ids
      .flatMap((id) => {
        const raw = tickets.get(id);
        if (!raw || !belongsTo(owner, organizationId, raw)) return [];
        const ticket = fromZendeskTicket(raw, byId(answer, 'users'), fields);
        // Zendesk returns tickets that match any of the words.
        return ticket && words.every((word) => includesText([ticket.subject], word)) ? [ticket] : [];
      })
      .slice(0, first);
  },
});
