import type { FastifyInstance } from 'fastify';
import { refuse } from './errors.ts';
import { cursorPage, offsetPage, type Parameters } from './pages.ts';
import { presentComment, presentOrganization, presentTicket, presentUser } from './present.ts';
import type { HelpDeskStore, Ticket } from './store.ts';

type Route = { Params: { id: string }; Querystring: Parameters };

/** Organizations, people, tickets and their conversations. */
export function registerSupport(app: FastifyInstance, store: () => HelpDeskStore, baseOf: () => string): void {
  const many = <T extends { id: number; external_id: string | null }>(
    records: readonly T[],
    { ids, external_ids: externalIds }: Parameters,
  ): T[] | undefined => {
    const wanted = new Set((ids ?? externalIds ?? '').split(',').filter((id) => id !== ''));
    if (wanted.size === 0 || wanted.size > 100 || (ids !== undefined && ![...wanted].every((id) => /^\d+$/.test(id))))
      return undefined;
    return records.filter((record) => wanted.has(ids === undefined ? (record.external_id ?? '') : String(record.id)));
  };

  const showTicket = (ticket: Ticket) => presentTicket(baseOf(), ticket);

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
          .map((user) => presentUser(baseOf(), user)),
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
    const { page, paging } = cursorPage(tickets, keyOf, sort.startsWith('-'), query);
    return { tickets: page.map(showTicket), ...sideloads(page, query.include), ...paging };
  };

  app.get<Route>('/api/v2/organizations/show_many', async ({ query }, reply) => {
    const found = many(store().all('organizations'), query);
    return found
      ? reply.send({
          organizations: found.map((organization) => presentOrganization(baseOf(), organization)),
          count: found.length,
          next_page: null,
          previous_page: null,
        })
      : refuse(reply, 400);
  });
  app.get<Route>('/api/v2/organizations', async ({ query }) => {
    const { page, paging } = cursorPage(store().all('organizations'), () => '', false, query);
    return { organizations: page.map((organization) => presentOrganization(baseOf(), organization)), ...paging };
  });
  app.get<Route>('/api/v2/organizations/:id/tickets', async ({ params, query }, reply) => {
    if (!store().get('organizations', Number(params.id))) return refuse(reply, 404);
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
      ...presentUser(
        baseOf(),
        store()
          .all('users')
          .find(({ role }) => role === 'admin') ?? refuseToGuess(),
      ),
      authenticity_token: 'sandbox',
    },
  }));
  app.get<Route>('/api/v2/users/show_many', async ({ query }, reply) => {
    const found = many(store().all('users'), query);
    return found
      ? reply.send({
          users: found.map((user) => presentUser(baseOf(), user)),
          count: found.length,
          next_page: null,
          previous_page: null,
        })
      : refuse(reply, 400);
  });
  app.get<Route>('/api/v2/users/:id/tickets/requested', async ({ params, query }, reply) => {
    if (!store().get('users', Number(params.id))) return refuse(reply, 404);
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
    if (ids.length > 100) return refuse(reply, 400);
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
      : refuse(reply, 404);
  });
  app.get<Route>('/api/v2/tickets/:id/comments', async ({ params, query }, reply) => {
    if (!store().get('tickets', Number(params.id))) return refuse(reply, 404);
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
      .map((user) => presentUser(baseOf(), user));
    return reply.send({
      comments: page.map(presentComment),
      ...(query.include?.split(',').includes('users') && { users }),
      ...paging,
    });
  });

  app.get<Route>('/api/v2/ticket_fields', async () => ({
    ticket_fields: store()
      .all('ticket_fields')
      .map((field) => ({
        ...field,
        url: `${baseOf()}/api/v2/ticket_fields/${field.id}.json`,
        active: true,
        position: field.id % 100,
      })),
  }));

  /** Zendesk, "Search reference", as far as it is used: type, organization, requester, and words of subject, description and comments. */
  app.get<Route>('/api/v2/search', async ({ query }) => {
    const text = query.query ?? '';
    const wanted = (keyword: string) =>
      new RegExp(`(?:^|\\s)${keyword}:(?:"([^"]*)"|(\\S+))`).exec(text)?.slice(1).find(Boolean);
    const words = text
      .replace(/\w+:("[^"]*"|\S+)/g, '')
      .trim()
      .toLowerCase();
    const [organization, requester] = [wanted('organization'), wanted('requester')];
    // Several of one keyword are alternatives; a word matches whole, or as a beginning where it ends in a star.
    const subjects = [...text.matchAll(/(?:^|\s)subject:(\S+)/g)].map(([, word = '']) => word.toLowerCase());
    const isAbout = (subject: string) =>
      subject
        .toLowerCase()
        .split(/[^\p{L}\p{M}\p{N}]+/u)
        .some((word) =>
          subjects.some((each) => (each.endsWith('*') ? word.startsWith(each.slice(0, -1)) : word === each)),
        );
    const found = store()
      .indexedTickets()
      .filter((ticket) => organization === undefined || String(ticket.organization_id) === organization)
      .filter((ticket) => requester === undefined || String(ticket.requester_id) === requester)
      .filter((ticket) => subjects.length === 0 || isAbout(ticket.subject ?? ''))
      .filter(
        (ticket) =>
          words === '' ||
          [
            ticket.subject ?? '',
            ...store()
              .commentsOf(ticket.id)
              .map(({ body }) => body),
          ].some((each) => each.toLowerCase().includes(words)),
      )
      .sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1))
      .slice(0, 1_000);
    const { page, paging } = offsetPage(found, query, `${baseOf()}/api/v2/search.json`);
    return {
      results: page.map((ticket) => ({ ...showTicket(ticket), result_type: 'ticket' })),
      facets: null,
      ...paging,
    };
  });
}

function refuseToGuess(): never {
  throw new Error('the seed has no administrator');
}
