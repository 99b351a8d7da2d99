import type { FastifyInstance } from 'fastify';
import { sendError } from './errors.ts';
import { isBeyondSearch, offsetPage, type Parameters } from './pages.ts';
import { presentTicket } from './present.ts';
import type { HelpDeskStore } from './store.ts';

/** Zendesk API, "Search": tickets by organization, requester, subject, and words of subject and comments. */
export function registerSearch(app: FastifyInstance, store: () => HelpDeskStore, baseOf: () => string): void {
  app.get<{ Querystring: Parameters }>('/api/v2/search', async ({ query }, reply) => {
    if (isBeyondSearch(query)) return sendError(reply, 422);
    const text = query.query ?? '';
    const valueOf = (keyword: string) =>
      new RegExp(`(?:^|\\s)${keyword}:(?:"([^"]*)"|(\\S+))`).exec(text)?.slice(1).find(Boolean);
    const words = text
      .replace(/\w+:("[^"]*"|\S+)/g, '')
      .trim()
      .toLowerCase();
    const [organization, requester] = [valueOf('organization'), valueOf('requester')];
    // Several subject keywords are alternatives. A word matches as a whole, or as a prefix if it ends in a star.
    const patterns = [...text.matchAll(/(?:^|\s)subject:(\S+)/g)].map(([, word = '']) => word.toLowerCase());
    const matchesSubject = (subject: string) =>
      subject
        .toLowerCase()
        .split(/[^\p{L}\p{M}\p{N}]+/u)
        .some((word) =>
          patterns.some((pattern) =>
            pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : word === pattern,
          ),
        );
    const found = store()
      .indexedTickets()
      .filter((ticket) => organization === undefined || String(ticket.organization_id) === organization)
      .filter((ticket) => requester === undefined || String(ticket.requester_id) === requester)
      .filter(
        ({ id }) =>
          !text.includes('has_attachment:true') ||
          store()
            .commentsOf(id)
            .some(({ attachments }) => attachments.length > 0),
      )
      .filter((ticket) => patterns.length === 0 || matchesSubject(ticket.subject ?? ''))
      .filter(
        (ticket) =>
          words === '' ||
          [
            ticket.subject ?? '',
            ...store()
              .commentsOf(ticket.id)
              .map(({ body }) => body),
          ].some((field) => field.toLowerCase().includes(words)),
      )
      .sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1))
      .slice(0, 1_000);
    const { page, paging } = offsetPage(found, query, `${baseOf()}/api/v2/search.json`);
    return reply.send({
      results: page.map((ticket) => ({ ...presentTicket(baseOf(), ticket), result_type: 'ticket' })),
      facets: null,
      ...paging,
    });
  });
}
