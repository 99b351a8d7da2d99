import { z } from 'zod';
import type { ContextFields } from '../config.ts';
import type { SupportSource } from '../port.ts';
import { listIn, objectIn, parseAnswer } from './answers.ts';
import { writtenAs, type Zendesk } from './client.ts';
import { toZendeskField } from './mapping/ticket-fields.ts';
import { toZendeskTicket } from './mapping/ticket.ts';
import { identifier } from './mapping/values.ts';
import { pageLimit } from './pages.ts';

type TicketWrites = Pick<
  SupportSource,
  'openTicket' | 'hasReply' | 'reply' | 'setStatus' | 'rate' | 'recordPlan' | 'upload'
>;

/** Zendesk API, "Ticket audits, metadata": stored in the audit's custom metadata, which only agents can see. */
const markerName = 'graph_reply';
const withMarker = z.object({ metadata: z.object({ custom: z.object({ [markerName]: z.string() }) }) });

export function createTicketWrites(zendesk: Zendesk, fields: ContextFields): TicketWrites {
  const update = async (ticketId: string, ticket: object) =>
    writtenAs(await zendesk.write('PUT', `tickets/${ticketId}`, { ticket }));

  return {
    async openTicket(ticket, key) {
      const body = { ticket: toZendeskTicket(ticket, fields) };
      const answer = await zendesk.write('POST', 'tickets', body, { idempotencyKey: key });
      return answer && parseAnswer(identifier, objectIn(answer, 'ticket').id, 'ticket.id');
    },

    async hasReply(ticketId, marker) {
      const query = { sort: '-created_at', 'page[size]': pageLimit };
      const answer = await zendesk.get(`tickets/${ticketId}/comments`, query);
      return listIn(answer, 'comments').some(
        (comment) => withMarker.safeParse(comment).data?.metadata.custom[markerName] === marker,
      );
    },

    reply: (ticketId, { authorId, body, uploads, marker, reopens }) =>
      update(ticketId, {
        comment: {
          body,
          public: true,
          author_id: Number(authorId),
          ...(uploads.length > 0 && { uploads: [...uploads] }),
        },
        metadata: { [markerName]: marker },
        ...(reopens && { status: 'open' }),
      }),

    setStatus: (ticketId, status) => update(ticketId, { status: status === 'SOLVED' ? 'solved' : 'open' }),

    async rate(ticketId, as, good, comment) {
      const rating = { score: good ? 'good' : 'bad', ...(comment !== null && { comment }) };
      const path = `tickets/${ticketId}/satisfaction_rating`;
      return writtenAs(await zendesk.write('POST', path, { satisfaction_rating: rating }, { as }));
    },

    async recordPlan(ticketId, planKey) {
      if (fields.planKey !== null)
        await update(ticketId, { custom_fields: [toZendeskField(fields.planKey, 'Plan', planKey)] });
    },

    async upload({ fileName, contentType, content }) {
      const answer = await zendesk.upload(fileName, contentType, content);
      return parseAnswer(z.string(), objectIn(answer, 'upload').token, 'upload.token');
    },
  };
}
