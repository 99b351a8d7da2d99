import type { FastifyInstance } from 'fastify';
import type { ZendeskBehaviour } from './behaviour.ts';
import { sendError } from './errors.ts';
import { cursorPage, type Parameters } from './pages.ts';
import { presentComment, presentOrganization, presentTicket, presentUser } from './present.ts';
import type { HelpDeskStore, Ticket, TicketField, User } from './store.ts';

type Route = { Params: { id: string }; Querystring: Parameters };

/** Reads of organizations, users, tickets, comments and ticket fields. */
export function registerSupport(
  app: FastifyInstance,
  store: () => HelpDeskStore,
  baseOf: () => string,
  behaviour: () => ZendeskBehaviour,
): void {
  const findMany = <T extends { id: number; external_id: string | null }>(
    records: readonly T[],
    { ids, external_ids: externalIds }: Parameters,
  ): T[] | undefined => {
    const wanted = new Set((ids ?? externalIds ?? '').split(',').filter((id) => id !== ''));
    if (wanted.size === 0 || wanted.size > 100 || (ids !== undefined && ![...wanted].every((id) => /^\d+$/.test(id))))
      return undefined;
    return records.filter((record) => wanted.has(ids === undefined ? (record.external_id ?? '') : String(record.id)));
  };

  const showTicket = (ticket: Ticket) => presentTicket(baseOf(), ticket);
  const showUser = (user: User) => presentUser(baseOf(), user, behaviour());

  /** Zendesk API, "Side-loading". */
  const sideloads = (tickets: readonly Ticket[], include: string | undefined) => {
    const wanted = (include ?? '').split(',');
    const users = new Set(
      tickets.flatMap(({ requester_id, submitter_id, assignee_id }) => [requester_id, submitter_id, assignee_id]),
    );
    const organizations = new Set(tickets.map(({ organization_id }) => organization_id));
    return {
      ...(wanted.includes('users') && {
        users: store()
          .all('users')
          .filter(({ id }) => users.has(id))
          .map(showUser),
      }),
      ...(wanted.includes('organizations') && {
        organizations: store()
          .all('organizations')
          .filter(({ id }) => organizations.has(id))
          .map((organization) => presentOrganization(baseOf(), organization)),
      }),
    };
  };

  const listTickets = (tickets: readonly Ticket[], query: Parameters) => {
    const sort = query.sort ?? 'id';
    const keyOf = sort.endsWith('updated_at') ? ({ updated_at: at }: Ticket) => at : () => '';
    const listed = tickets.filter(({ isArchived }) => isArchived !== true || !behaviour().listsOmitArchived);
    const { page, paging } = cursorPage(listed, keyOf, sort.startsWith('-'), query);
    return { tickets: page.map(showTicket), ...sideloads(page, query.include), ...paging };
  };

  app.get<Route>('/api/v2/organizations/show_many', async ({ query }, reply) => {
    const found = findMany(store().all('organizations'), query);
    return found
      ? reply.send({
          organizations: found.map((organization) => presentOrganization(baseOf(), organization)),
          count: found.length,
          next_page: null,
          previous_page: null,
        })
      : sendError(reply, 400);
  });
  app.get<Route>('/api/v2/organizations', async ({ query }) => {
    const { page, paging } = cursorPage(store().all('organizations'), () => '', false, query);
    return { organizations: page.map((organization) => presentOrganization(baseOf(), organization)), ...paging };
  });
  app.get<Route>('/api/v2/organizations/:id/tickets', async ({ params, query }, reply) => {
    if (!store().get('organizations', Number(params.id))) return sendError(reply, 404);
    return reply.send(
      listTickets(
        store()
          .all('tickets')
          .filter(({ organization_id: id }) => id === Number(params.id)),
        query,
      ),
    );
  });

  app.get<Route>('/api/v2/users/me', async () => ({
    user: {
      ...showUser(
        store()
          .all('users')
          .find(({ role }) => role === 'admin') ?? missingAdministrator(),
      ),
      authenticity_token: 'sandbox',
    },
  }));
  app.get<Route>('/api/v2/users/show_many', async ({ query }, reply) => {
    const found = findMany(store().all('users'), query);
    return found
      ? reply.send({
          users: found.map(showUser),
          count: found.length,
          next_page: null,
          previous_page: null,
        })
      : sendError(reply, 400);
  });
  // Zendesk API, "Search users": by external id, or by the keyword `email` among others.
  app.get<Route>('/api/v2/users/search', async ({ query }, reply) => {
    const email = /^email:"?([^"\s]+)"?$/.exec(query.query ?? '')?.[1]?.toLowerCase();
    if (email === undefined && query.external_id === undefined) return sendError(reply, 400);
    const found = store()
      .all('users')
      .filter((user) =>
        email === undefined ? user.external_id === query.external_id : user.email?.toLowerCase() === email,
      );
    return reply.send({ users: found.map(showUser), count: found.length, next_page: null, previous_page: null });
  });
  app.get<Route>('/api/v2/users/:id', async ({ params }, reply) => {
    const user = store().get('users', Number(params.id));
    return user ? reply.send({ user: showUser(user) }) : sendError(reply, 404);
  });
  app.get<Route>('/api/v2/users/:id/tickets/requested', async ({ params, query }, reply) => {
    if (!store().get('users', Number(params.id))) return sendError(reply, 404);
    return reply.send(
      listTickets(
        store()
          .all('tickets')
          .filter(({ requester_id: id }) => id === Number(params.id)),
        query,
      ),
    );
  });

  app.get<Route>('/api/v2/tickets/show_many', async ({ query }, reply) => {
    const ids = (query.ids ?? '').split(',').map(Number);
    if (ids.length > 100) return sendError(reply, 400);
    const found = ids.map((id) => store().get('tickets', id)).filter((ticket) => ticket !== undefined);
    return reply.send({
      tickets: found.map(showTicket),
      ...sideloads(found, query.include),
      count: found.length,
      next_page: null,
      previous_page: null,
    });
  });
  app.get<Route>('/api/v2/tickets/:id', async ({ params, query }, reply) => {
    const ticket = store().get('tickets', Number(params.id));
    return ticket
      ? reply.send({ ticket: showTicket(ticket), ...sideloads([ticket], query.include) })
      : sendError(reply, 404);
  });
  app.get<Route>('/api/v2/tickets/:id/comments', async ({ params, query }, reply) => {
    if (!store().get('tickets', Number(params.id))) return sendError(reply, 404);
    const { page, paging } = cursorPage(
      store().commentsOf(Number(params.id)),
      ({ created_at: at }) => at,
      query.sort === '-created_at',
      query,
    );
    const authors = new Set(page.map(({ author_id: id }) => id));
    const users = store()
      .all('users')
      .filter(({ id }) => authors.has(id))
      .map(showUser);
    return reply.send({
      comments: page.map(presentComment),
      ...(query.include?.split(',').includes('users') && { users }),
      ...paging,
    });
  });

  const showField = (field: TicketField) => ({
    ...field,
    url: `${baseOf()}/api/v2/ticket_fields/${field.id}.json`,
    active: true,
    position: field.id % 100,
    title_in_portal: field.title_in_portal ?? '',
    visible_in_portal: field.visible_in_portal ?? false,
  });
  app.get<Route>('/api/v2/ticket_fields', async () => ({ ticket_fields: store().all('ticket_fields').map(showField) }));
  app.get<Route>('/api/v2/ticket_fields/:id', async ({ params }, reply) => {
    const field = store().get('ticket_fields', Number(params.id));
    return field ? reply.send({ ticket_field: showField(field) }) : sendError(reply, 404);
  });
}

function missingAdministrator(): never {
  throw new Error('The seed has no user with the role admin.');
}
