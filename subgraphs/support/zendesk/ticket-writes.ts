import { z } from 'zod';
import type { ContextFields } from '../config.ts';
import { identifier, optional, text } from '@customer-graph/upstream/shapes';
import type { Rejection } from '../domain/rejection.ts';
import type { Rejected, SupportSource, Written } from '../port.ts';
import { listIn, objectIn, parse } from './answers.ts';
import { writtenAs, type WriteAnswer, type Zendesk } from './client.ts';
import { toZendeskField } from './mapping/ticket-fields.ts';
import { toZendeskTicket } from './mapping/ticket.ts';
import { pageLimit } from './pages.ts';

type TicketWrites = Pick<
  SupportSource,
  'openTicket' | 'hasReply' | 'reply' | 'setStatus' | 'rate' | 'recordPlan' | 'upload'
>;

/** Zendesk API, "Ticket audits, metadata": stored in the audit's custom metadata, which only agents can see. */
const markerName = 'graph_reply';
const withMarker = z.object({ metadata: z.object({ custom: z.object({ [markerName]: z.string() }) }) });

/** Zendesk API, "Ticket fields": only the title for end users may be shown to them. */
const portalField = z.object({ title_in_portal: optional(text), visible_in_portal: optional(z.boolean()) });

export function createTicketWrites(
  zendesk: Zendesk,
  fields: ContextFields,
  solveAssignee: number | null,
): TicketWrites {
  async function withTitle(rejection: Rejection): Promise<Rejection> {
    if (rejection.kind !== 'FIELD_MISSING') return rejection;
    const answer = await zendesk.getOne(`ticket_fields/${rejection.fieldId}`);
    const field = answer && parse(portalField, objectIn(answer, 'ticket_field'), 'ticket_field');
    return field?.visible_in_portal && field.title_in_portal
      ? { ...rejection, title: field.title_in_portal }
      : rejection;
  }
  const withTitles = async <Answer extends WriteAnswer>(answer: Answer): Promise<Answer | Rejected> =>
    'rejected' in answer ? { rejected: await Promise.all(answer.rejected.map(withTitle)) } : answer;

  const update = async (ticketId: string, ticket: object): Promise<Written> =>
    writtenAs(await withTitles(await zendesk.write('PUT', `tickets/${ticketId}`, { ticket })));

  return {
    async openTicket(ticket, key) {
      const body = { ticket: toZendeskTicket(ticket, fields) };
      const written = await withTitles(await zendesk.write('POST', 'tickets', body, { idempotencyKey: key }));
      if ('rejected' in written) return written;
      return { ticketId: parse(identifier, objectIn(written.answer, 'ticket').id, 'ticket.id') };
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

    async setStatus(ticketId, status) {
      if (status === 'OPEN') return update(ticketId, { status: 'open' });
      const written = await update(ticketId, { status: 'solved' });
      const lacksAssignee = written !== 'DONE' && written.rejected.some(({ kind }) => kind === 'ASSIGNEE_MISSING');
      return lacksAssignee && solveAssignee !== null
        ? update(ticketId, { status: 'solved', assignee_id: solveAssignee })
        : written;
    },

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
      return parse(text, objectIn(answer, 'upload').token, 'upload.token');
    },
  };
}
