import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Webhooks } from '../webhooks.ts';
import { refuse } from './errors.ts';
import { presentTicket, presentUser } from './present.ts';
import type { Attachment, HelpDeskStore, Ticket, User } from './store.ts';

type Route = { Params: { id: string } };

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
    priority: priority.optional(),
    type: type.optional(),
    custom_fields: customFields.optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
  }),
});
const newMembership = z.object({
  organization_membership: z.object({ user_id: z.number(), organization_id: z.number() }),
});
const organizationsOf = (user: User): readonly (number | null)[] => [
  user.organization_id,
  ...(user.other_organization_ids ?? []),
];
const newUser = z.object({
  user: z.object({
    external_id: z.string(),
    name: z.string().min(1),
    email: z.string().optional(),
    role: z.string().optional(),
    organization_id: z.number().optional(),
  }),
});
const rating = z.object({
  satisfaction_rating: z.object({ score: z.enum(['good', 'bad']), comment: z.string().optional() }),
});

const now = (): string => new Date().toISOString().replace(/\.\d+Z$/, 'Z');
/** Zendesk API, "Response format": what it does not take. */
const invalid = (reply: FastifyReply) => refuse(reply, 422);

/** What changes something: tickets, people, files, opinions. */
export function registerChanges(
  app: FastifyInstance,
  store: () => HelpDeskStore,
  baseOf: () => string,
  webhooks: Webhooks,
): void {
  /** Null where one of them is not there, or is used already. */
  function take(tokens: readonly string[]): Attachment[] | null {
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
    given: z.infer<typeof comment>,
    author: number,
    attachments: Attachment[],
    metadata: Readonly<Record<string, unknown>> = {},
  ): void {
    const { body, public: isPublic } = given;
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

  const withFields = (
    known: Ticket['custom_fields'],
    given: z.infer<typeof customFields> = [],
  ): Ticket['custom_fields'] =>
    [...new Set([...known, ...given].map(({ id }) => id))].map((id) => ({
      id,
      value: (given.find((field) => field.id === id) ?? known.find((field) => field.id === id))?.value ?? null,
    }));

  app.post('/api/v2/tickets', async (request, reply) => {
    const key = request.headers['idempotency-key'];
    const before = typeof key === 'string' ? store().ticketKeys.get(key) : undefined;
    const known = before === undefined ? undefined : store().get('tickets', before);
    // Zendesk API, "Idempotency": the same answer, and a header that says so.
    if (known)
      return reply
        .code(201)
        .header('x-idempotency-lookup', 'hit')
        .send({ ticket: presentTicket(baseOf(), known) });
    const parsed = newTicket.safeParse(request.body);
    if (!parsed.success) return invalid(reply);
    const { ticket: given } = parsed.data;
    const requester = store().get('users', given.requester_id);
    if (
      !requester ||
      (given.organization_id !== undefined && !organizationsOf(requester).includes(given.organization_id))
    )
      return invalid(reply);
    const attachments = take(given.comment.uploads);
    if (!attachments) return invalid(reply);
    const time = now();
    const id =
      Math.max(
        0,
        ...store()
          .all('tickets')
          .map((ticket) => ticket.id),
      ) + 1;
    addComment(id, given.comment, given.comment.author_id ?? requester.id, attachments);
    const fields = store()
      .all('ticket_fields')
      .map((field) => ({ id: field.id, value: null }));
    const made = store().put('tickets', {
      id,
      subject: given.subject,
      description: given.comment.body,
      status: given.status ?? 'new',
      priority: given.priority ?? null,
      type: given.type ?? null,
      requester_id: requester.id,
      submitter_id: requester.id,
      assignee_id: null,
      organization_id: given.organization_id ?? requester.organization_id,
      is_public: given.comment.public,
      tags: [],
      custom_fields: withFields(fields, given.custom_fields),
      satisfaction_rating: { score: 'unoffered' },
      created_at: time,
      updated_at: time,
    });
    if (typeof key === 'string') store().ticketKeys.set(key, id);
    webhooks.zendesk('zen:event-type:ticket.created', {
      id: String(id),
      organization_id: String(made.organization_id),
      subject: made.subject,
      status: 'NEW',
    });
    return reply
      .code(201)
      .header('x-idempotency-lookup', 'miss')
      .send({ ticket: presentTicket(baseOf(), made), audit: auditOf(id) });
  });

  app.put<Route>('/api/v2/tickets/:id', async (request, reply) => {
    const ticket = store().get('tickets', Number(request.params.id));
    if (!ticket) return refuse(reply, 404);
    const parsed = ticketChange.safeParse(request.body);
    // A closed ticket takes no change at all.
    if (!parsed.success || ticket.status === 'closed') return invalid(reply);
    const { comment: said, metadata, custom_fields: given, ...rest } = parsed.data.ticket;
    const attachments = said ? take(said.uploads) : [];
    if (!attachments) return invalid(reply);
    if (said) addComment(ticket.id, said, said.author_id ?? ticket.requester_id, attachments, metadata);
    const offers =
      rest.status === 'solved' && ticket.status !== 'solved' ? { satisfaction_rating: { score: 'offered' } } : {};
    const own = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const changed = store().put('tickets', {
      ...ticket,
      ...own,
      ...offers,
      custom_fields: withFields(ticket.custom_fields, given),
      is_public: ticket.is_public || said?.public === true,
      updated_at: now(),
    });
    return reply.send({ ticket: presentTicket(baseOf(), changed), audit: auditOf(ticket.id) });
  });

  const auditOf = (ticketId: number) => ({
    id: store().nextId(),
    ticket_id: ticketId,
    created_at: now(),
    author_id: 370_000_900_001,
    events: [],
    metadata: { system: {}, custom: {} },
    via: { channel: 'api', source: { from: {}, to: {}, rel: null } },
  });

  app.post('/api/v2/organization_memberships', async (request, reply) => {
    const parsed = newMembership.safeParse(request.body);
    if (!parsed.success) return invalid(reply);
    const { user_id: userId, organization_id: organizationId } = parsed.data.organization_membership;
    const user = store().get('users', userId);
    if (!user || !store().get('organizations', organizationId) || organizationsOf(user).includes(organizationId))
      return invalid(reply);
    const isDefault = user.organization_id === null;
    store().put('users', {
      ...user,
      ...(isDefault
        ? { organization_id: organizationId }
        : { other_organization_ids: [...(user.other_organization_ids ?? []), organizationId] }),
    });
    return reply.code(201).send({
      organization_membership: {
        id: store().nextId(),
        user_id: userId,
        organization_id: organizationId,
        default: isDefault || null,
        created_at: now(),
        updated_at: now(),
      },
    });
  });

  app.post('/api/v2/users/create_or_update', async (request, reply) => {
    const parsed = newUser.safeParse(request.body);
    if (!parsed.success) return invalid(reply);
    const { external_id: externalId, name, email, organization_id: organization } = parsed.data.user;
    const known = store()
      .all('users')
      .find((user) => user.external_id === externalId || (email !== undefined && user.email === email));
    const time = now();
    const user = known
      ? {
          ...known,
          external_id: externalId,
          name,
          ...(organization !== undefined && { organization_id: organization }),
          updated_at: time,
        }
      : {
          id: store().nextId(),
          external_id: externalId,
          name,
          email: email ?? null,
          role: 'end-user' as const,
          organization_id: organization ?? null,
          created_at: time,
          updated_at: time,
        };
    return reply.code(known ? 200 : 201).send({ user: presentUser(baseOf(), store().put('users', user)) });
  });

  app.post<Route>('/api/v2/tickets/:id/satisfaction_rating', async (request, reply) => {
    const ticket = store().get('tickets', Number(request.params.id));
    if (!ticket) return refuse(reply, 404);
    // Zendesk API, "Satisfaction ratings": for the person who asked, and a ticket that is solved.
    if (request.actor?.id !== ticket.requester_id) return refuse(reply, 403);
    const parsed = rating.safeParse(request.body);
    if (!parsed.success || (ticket.status !== 'solved' && ticket.status !== 'closed')) return invalid(reply);
    const { score, comment: why } = parsed.data.satisfaction_rating;
    const given = { id: store().nextId(), score, comment: why ?? null };
    store().put('tickets', { ...ticket, satisfaction_rating: given, updated_at: now() });
    return reply.send({
      satisfaction_rating: [
        {
          ...given,
          comment: given.comment ?? '',
          ticket_id: ticket.id,
          requester_id: ticket.requester_id,
          assignee_id: ticket.assignee_id,
          group_id: 360_000_000_001,
          created_at: now(),
          updated_at: now(),
          url: `${baseOf()}/api/v2/satisfaction_ratings/${given.id}.json`,
        },
      ],
    });
  });

  for (const [direction, value] of [
    ['up', 1],
    ['down', -1],
  ] as const) {
    app.post<Route>(`/api/v2/help_center/articles/:id/${direction}`, async (request, reply) => {
      const article = store().get('articles', Number(request.params.id));
      if (!article) return refuse(reply, 404);
      const userId = request.actor?.id ?? 370_000_900_001;
      const before = store()
        .all('votes')
        .find((vote) => vote.item_id === article.id && vote.user_id === userId);
      const vote = store().put(
        'votes',
        before
          ? { ...before, value, updated_at: now() }
          : { id: store().nextId(), user_id: userId, item_id: article.id, value, created_at: now(), updated_at: now() },
      );
      store().put('articles', {
        ...article,
        vote_sum: article.vote_sum - (before?.value ?? 0) + value,
        vote_count: article.vote_count + (before ? 0 : 1),
      });
      return reply.send({
        vote: { ...vote, item_type: 'Article', url: `${baseOf()}/api/v2/help_center/votes/${vote.id}.json` },
      });
    });
  }

  // Of whatever type a file is, it is a file.
  app.register(async (files) => {
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    registerUploads(files, store, baseOf);
  });
}

function registerUploads(app: FastifyInstance, store: () => HelpDeskStore, baseOf: () => string): void {
  app.post<{ Querystring: { filename?: string } }>('/api/v2/uploads', async (request, reply) => {
    const { filename } = request.query;
    if (filename === undefined || !Buffer.isBuffer(request.body)) return refuse(reply, 400);
    const id = store().nextId();
    const attachment = {
      id,
      file_name: filename,
      content_type: request.headers['content-type'] ?? 'application/octet-stream',
      content_url: `${baseOf()}/attachments/token/${id}/?name=${encodeURIComponent(filename)}`,
      size: request.body.length,
      inline: false,
      deleted: false,
      malware_scan_result: 'malware_not_found',
    };
    const token = `sandbox-upload-${id}`;
    store().put('uploads', { id, token, attachment, isUsed: false });
    return reply.code(201).send({ upload: { token, attachment, attachments: [attachment] } });
  });
}
