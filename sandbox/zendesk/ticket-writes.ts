import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Webhooks } from '../webhooks.ts';
import type { ZendeskBehaviour } from './behaviour.ts';
import { sendError, sendInvalidRecord, type RecordProblem } from './errors.ts';
import { presentTicket } from './present.ts';
import type { Attachment, HelpDeskStore, Ticket } from './store.ts';
import { now } from './timestamp.ts';
import { organizationsOf } from './users.ts';

const comment = z.object({
  body: z.string().min(1),
  public: z.boolean().default(true),
  author_id: z.number().optional(),
  uploads: z.array(z.string()).default([]),
});
const customFields = z.array(z.object({ id: z.number(), value: z.string().nullable() }));
const status = z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']);
const priority = z.enum(['low', 'normal', 'high', 'urgent']);
const type = z.enum(['question', 'incident', 'problem', 'task']);
const newTicket = z.object({
  ticket: z.object({
    subject: z.string(),
    comment,
    requester_id: z.number(),
    organization_id: z.number().optional(),
    priority: priority.optional(),
    type: type.optional(),
    custom_fields: customFields.optional(),
    status: status.optional(),
  }),
});
const ticketChange = z.object({
  ticket: z.object({
    comment: comment.optional(),
    status: status.optional(),
    assignee_id: z.number().optional(),
    priority: priority.optional(),
    type: type.optional(),
    custom_fields: customFields.optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
  }),
});

const mergeFields = (
  known: Ticket['custom_fields'],
  changed: z.infer<typeof customFields> = [],
): Ticket['custom_fields'] =>
  [...new Set([...known, ...changed].map(({ id }) => id))].map((id) => ({
    id,
    value: (changed.find((field) => field.id === id) ?? known.find((field) => field.id === id))?.value ?? null,
  }));

/** Creation and changes of tickets, with their comments. */
export function registerTicketWrites(
  app: FastifyInstance,
  store: () => HelpDeskStore,
  baseOf: () => string,
  webhooks: Webhooks,
  behaviour: () => ZendeskBehaviour,
): void {
  /** The fields that a ticket still needs before it can be solved. */
  function missingToSolve({ assignee_id: assignee, custom_fields: fields }: Ticket): RecordProblem[] {
    const lacks = (id: number): boolean => !fields.some((field) => field.id === id && field.value);
    const problem = (title: string, id: number, type: string): RecordProblem => ({
      description: `${title}: is required when solving a ticket`,
      error: null,
      ticket_field_id: id,
      ticket_field_type: type,
    });
    return [
      ...(behaviour().solvingNeedsAssignee && assignee === null
        ? [problem('Assignee', 360_000_100_090, 'FieldAssignee')]
        : []),
      ...behaviour()
        .requiredToSolve.filter(lacks)
        .map((id) => problem(store().get('ticket_fields', id)?.title ?? 'Field', id, 'FieldText')),
    ];
  }

  /** The attachments of upload tokens; null if a token is unknown or already used. */
  function useUploads(tokens: readonly string[]): Attachment[] | null {
    const found = tokens.map((token) =>
      store()
        .all('uploads')
        .find((upload) => upload.token === token && !upload.isUsed),
    );
    if (found.includes(undefined)) return null;
    return found.flatMap((upload) => {
      if (!upload) return [];
      store().put('uploads', { ...upload, isUsed: true });
      return [upload.attachment];
    });
  }

  function addComment(
    ticketId: number,
    input: z.infer<typeof comment>,
    author: number,
    attachments: Attachment[],
    metadata: Readonly<Record<string, unknown>> = {},
  ): void {
    const { body, public: isPublic } = input;
    store().put('comments', {
      id: store().nextId(),
      ticket_id: ticketId,
      author_id: author,
      body,
      html_body: `<div class="zd-comment"><p>${body}</p></div>`,
      public: isPublic,
      attachments,
      created_at: now(),
      metadata,
    });
  }

  const auditOf = (ticketId: number) => ({
    id: store().nextId(),
    ticket_id: ticketId,
    created_at: now(),
    author_id: 370_000_900_001,
    events: [],
    metadata: { system: {}, custom: {} },
    via: { channel: 'api', source: { from: {}, to: {}, rel: null } },
  });

  app.post('/api/v2/tickets', async (request, reply) => {
    const key = request.headers['idempotency-key'];
    const ticketId = typeof key === 'string' ? store().ticketKeys.get(key) : undefined;
    const known = ticketId === undefined ? undefined : store().get('tickets', ticketId);
    // Zendesk API, "Idempotency": the same response, marked by a header.
    if (known)
      return reply
        .code(201)
        .header('x-idempotency-lookup', 'hit')
        .send({ ticket: presentTicket(baseOf(), known) });
    const parsed = newTicket.safeParse(request.body);
    if (!parsed.success) return sendError(reply, 422);
    const { ticket: input } = parsed.data;
    const requester = store().get('users', input.requester_id);
    if (
      !requester ||
      (input.organization_id !== undefined && !organizationsOf(requester).includes(input.organization_id))
    )
      return sendError(reply, 422);
    const attachments = useUploads(input.comment.uploads);
    if (!attachments) return sendError(reply, 422);
    const time = now();
    const id =
      Math.max(
        0,
        ...store()
          .all('tickets')
          .map((ticket) => ticket.id),
      ) + 1;
    addComment(id, input.comment, input.comment.author_id ?? requester.id, attachments);
    const fields = store()
      .all('ticket_fields')
      .map((field) => ({ id: field.id, value: null }));
    const created = store().put('tickets', {
      id,
      subject: input.subject,
      description: input.comment.body,
      status: input.status ?? 'new',
      priority: input.priority ?? null,
      type: input.type ?? null,
      requester_id: requester.id,
      submitter_id: requester.id,
      assignee_id: null,
      organization_id: input.organization_id ?? requester.organization_id,
      is_public: input.comment.public,
      tags: [],
      custom_fields: mergeFields(fields, input.custom_fields),
      satisfaction_rating: { score: 'unoffered' },
      created_at: time,
      updated_at: time,
    });
    if (typeof key === 'string') store().ticketKeys.set(key, id);
    webhooks.zendesk('zen:event-type:ticket.created', {
      id: String(id),
      organization_id: String(created.organization_id),
      subject: created.subject,
      status: 'NEW',
    });
    return reply
      .code(201)
      .header('x-idempotency-lookup', 'miss')
      .send({ ticket: presentTicket(baseOf(), created), audit: auditOf(id) });
  });

  app.put<{ Params: { id: string } }>('/api/v2/tickets/:id', async (request, reply) => {
    const ticket = store().get('tickets', Number(request.params.id));
    if (!ticket) return sendError(reply, 404);
    const parsed = ticketChange.safeParse(request.body);
    // Zendesk rejects every change of a closed ticket.
    if (!parsed.success || ticket.status === 'closed') return sendError(reply, 422);
    const { comment: added, metadata, custom_fields: fields, ...rest } = parsed.data.ticket;
    const attachments = added ? useUploads(added.uploads) : [];
    if (!attachments) return sendError(reply, 422);
    const changes = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const merged = { ...ticket, ...changes, custom_fields: mergeFields(ticket.custom_fields, fields) };
    const problems = merged.status === 'solved' && ticket.status !== 'solved' ? missingToSolve(merged) : [];
    if (problems.length > 0) return sendInvalidRecord(reply, { base: problems });
    if (added) addComment(ticket.id, added, added.author_id ?? ticket.requester_id, attachments, metadata);
    const ratingOffer =
      rest.status === 'solved' && ticket.status !== 'solved' ? { satisfaction_rating: { score: 'offered' } } : {};
    const changed = store().put('tickets', {
      ...merged,
      ...ratingOffer,
      is_public: ticket.is_public || added?.public === true,
      updated_at: now(),
    });
    return reply.send({ ticket: presentTicket(baseOf(), changed), audit: auditOf(ticket.id) });
  });
}
