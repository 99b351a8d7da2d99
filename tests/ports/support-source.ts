import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PageQuery, SupportSource, TicketOwner } from '../../subgraphs/support/port.ts';

/** A help desk with the data of the suite and simulated outages. */
export interface SupportUnderTest {
  readonly source: SupportSource;
  /** An organization with internal tickets and more than 20 others. One of these has a note after its last public comment. */
  readonly organizationKey: string;
  /** A contact with tickets in the organization and one in another organization. */
  readonly contactId: string;
  readonly ticketId: string;
  readonly internalTicketId: string;
  readonly otherTicketId: string;
  readonly articleId: string;
  readonly hiddenArticleIds: readonly string[];
  /** Matches internal data, which the source must never return. */
  readonly secret: RegExp;
  /** Addresses of an end user without a key, one with a key, and an agent. */
  readonly addresses: { readonly unlinked: string; readonly linked: string; readonly agent: string };
  /** The name of the user with the address. */
  nameOf(email: string): string | undefined;
  /** The number of mails that the help desk sent. */
  mails(): number;
  /** An agent takes the ticket. */
  assign(ticketId: string): void;
  /** Restores the initial data. */
  reset(): Promise<void>;
  setAway(away: boolean): Promise<void>;
  close(): Promise<void>;
}

/** The tests that every implementation of SupportSource must pass. */
export function describeSupportSource(name: string, start: () => Promise<SupportUnderTest>): void {
  describe(`SupportSource: ${name}`, () => {
    let desk: SupportUnderTest;
    let source: SupportSource;
    let organization: TicketOwner;
    let requester: TicketOwner;
    let organizationId: string;
    beforeAll(async () => {
      desk = await start();
      source = desk.source;
      const [id] = await source.organizations([desk.organizationKey]);
      const [userId] = await source.users([desk.contactId]);
      if (!id || !userId) throw new Error('the help desk lacks the organization or the user');
      organizationId = id;
      organization = { kind: 'ORGANIZATION', organizationId };
      requester = { kind: 'REQUESTER', userId, organizationKeys: [desk.organizationKey] };
    });
    afterAll(() => desk.close());
    beforeEach(() => desk.setAway(false));
    const all = { first: 100, after: null, status: null };

    test('returns organizations and users by external id, in the requested order', async () => {
      expect(await source.organizations(['nobody', desk.organizationKey, 'a,b', ''])).toEqual([
        null,
        organizationId,
        null,
        null,
      ]);
      expect((await source.users([desk.contactId, '1']))[1]).toBeNull();
    });

    test('paginates tickets to the end, last updated first', async () => {
      const whole = await source.tickets(organization, all);
      expect(whole.nodes.length).toBeGreaterThan(20);
      expect(whole.nodes.map(({ updatedAt }) => updatedAt)).toEqual(
        whole.nodes.map(({ updatedAt }) => updatedAt).sort((a, b) => b - a),
      );
      for (const first of [1, 7, 10, 19]) {
        const seen: string[] = [];
        for (let after: string | null = null, more = true; more;) {
          const page: Awaited<ReturnType<SupportSource['tickets']>> = await source.tickets(organization, {
            ...all,
            first,
            after,
          });
          seen.push(...page.nodes.map(({ id }) => id));
          after = page.endPosition ?? page.nodes.at(-1)?.position ?? null;
          more = page.hasNextPage;
        }
        expect(seen).toEqual(whole.nodes.map(({ id }) => id));
      }
      // Continues from the middle of a page.
      const third = whole.nodes[2];
      expect(
        (await source.tickets(organization, { ...all, first: 3, after: third?.position ?? null })).nodes.map(
          ({ id }) => id,
        ),
      ).toEqual(whole.nodes.slice(3, 6).map(({ id }) => id));
    });

    test('returns a requester’s tickets of this organization only', async () => {
      const whole = await source.tickets(organization, all);
      const own = await source.tickets(requester, all);
      expect(own.nodes.length).toBeGreaterThan(0);
      expect(own.nodes.map(({ id }) => id)).toEqual(
        whole.nodes.filter(({ requesterKey }) => requesterKey === desk.contactId).map(({ id }) => id),
      );
      expect(own.nodes.map(({ id }) => id)).not.toContain(desk.otherTicketId);
    });

    test('filters tickets by status', async () => {
      const solved = await source.tickets(organization, { ...all, status: ['SOLVED', 'CLOSED'] });
      expect(new Set(solved.nodes.map(({ status }) => status))).toEqual(new Set(['SOLVED', 'CLOSED']));
      const page = await source.tickets(organization, { ...all, first: 2, status: ['SOLVED'] });
      expect(page).toMatchObject({ nodes: { length: 2 }, hasNextPage: true });
    });

    test('returns a ticket only for its own organization, and never an internal one', async () => {
      expect(await source.ticket([desk.organizationKey], desk.ticketId)).toMatchObject({ id: desk.ticketId });
      for (const id of [desk.otherTicketId, desk.internalTicketId, '999999999'])
        expect(await source.ticket([desk.organizationKey], id)).toBeNull();
      expect(await source.ticket(['nobody'], desk.ticketId)).toBeNull();
    });

    test('returns public comments, oldest first, and the latest of them', async () => {
      const whole = await source.comments(desk.ticketId, { first: 100, after: null });
      expect(whole.nodes.length).toBeGreaterThan(1);
      expect(whole.nodes.map(({ createdAt }) => createdAt)).toEqual(
        whole.nodes.map(({ createdAt }) => createdAt).sort((a, b) => a - b),
      );
      const [first] = (await source.comments(desk.ticketId, { first: 1, after: null })).nodes;
      const rest = await source.comments(desk.ticketId, { first: 100, after: first?.position ?? null });
      expect([first, ...rest.nodes].map((comment) => comment?.id)).toEqual(whole.nodes.map(({ id }) => id));
      const { position: _position, ...last } = whole.nodes.at(-1) ?? { position: '' };
      expect(await source.latestComment(desk.ticketId)).toEqual(last);
      expect(await source.comments(desk.internalTicketId, { first: 100, after: null })).toMatchObject({ nodes: [] });
      expect(await source.latestComment(desk.internalTicketId)).toBeNull();
    });

    test('searches words of subjects in any order within the owner’s tickets', async () => {
      const found = await source.searchTickets(organization, organizationId, 'csv expor', 100);
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ subject }) => /csv/i.test(subject ?? '') && /expor/i.test(subject ?? ''))).toBe(true);
      const own = await source.searchTickets(requester, organizationId, 'expor', 100);
      expect(own.every(({ requesterKey }) => requesterKey === desk.contactId)).toBe(true);
      for (const injected of ['organization:999', 'x" organization:1', 'type:user', '*', '"'])
        expect(await source.searchTickets(requester, organizationId, injected, 5)).toEqual([]);
    });

    test('returns public articles only, in full pages that do not reveal hidden ones', async () => {
      expect(await source.article(desk.articleId)).toMatchObject({ id: desk.articleId });
      for (const id of [...desk.hiddenArticleIds, '999999999']) expect(await source.article(id)).toBeNull();
      const seen: string[] = [];
      let after: string | null = null;
      for (let place = 0; ; place += 1) {
        const page: Awaited<ReturnType<SupportSource['searchArticles']>> = await source.searchArticles('exports', {
          first: 1,
          after,
        });
        const [node] = page.nodes;
        if (!node) break;
        expect(node.position).toBe(String(place + 1));
        seen.push(node.id);
        after = node.position;
        if (!page.hasNextPage) break;
      }
      const whole = await source.searchArticles('exports', { first: 100, after: null });
      expect(seen).toEqual(whole.nodes.map(({ id }) => id));
      const sections = await source.sections();
      expect(sections.length).toBeGreaterThan(0);
      expect(sections.every(({ articles }) => articles.length > 0)).toBe(true);
      const [article] = whole.nodes;
      if (!article) throw new Error('no article');
      const related = await source.related(article, 5);
      expect(related.map(({ id }) => id)).not.toContain(article.id);
    });

    test('returns no internal data from any call', async () => {
      const page: PageQuery = { first: 100, after: null };
      const answers = [
        await source.tickets(organization, all),
        await source.tickets(requester, all),
        await source.comments(desk.ticketId, page),
        await source.searchTickets(organization, organizationId, 'CANARY', 100),
        await source.searchArticles('CANARY', page),
        await source.searchArticles('exports', page),
        await source.sections(),
      ];
      for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(desk.secret);
    });

    describe('writes', () => {
      beforeEach(() => desk.reset());
      const opening = async () => {
        const requester = await source.person(desk.contactId);
        return {
          requesterId: requester?.id ?? '',
          organizationId,
          subject: 'How do exports work',
          body: 'They do not.',
          priority: 'HIGH',
          kind: 'QUESTION',
          articleId: desk.articleId,
          pageUrl: 'https://app.example.com/exports',
          uploads: [],
        } as const;
      };
      const open = async (key = 'open') => {
        const written = await source.openTicket(await opening(), key);
        return 'ticketId' in written ? written.ticketId : '';
      };
      const commentsOf = async (ticketId: string) =>
        (await source.comments(ticketId, { first: 100, after: null })).nodes;

      test('opens a ticket once per idempotency key, with its context', async () => {
        const id = await open();
        expect(await open()).toBe(id);
        expect(await source.ticket([desk.organizationKey], id)).toMatchObject({
          id,
          subject: 'How do exports work',
          priority: 'HIGH',
          kind: 'QUESTION',
          requesterKey: desk.contactId,
          context: { articleId: desk.articleId, pageUrl: 'https://app.example.com/exports', planKey: null },
        });
        await source.recordPlan(id, 'growth');
        expect(await source.ticket([desk.organizationKey], id)).toMatchObject({ context: { planKey: 'growth' } });
        expect(await source.ticketPlace(id)).toMatchObject({ organizationKey: desk.organizationKey });
        expect(await open('another')).not.toBe(id);
      });

      test('finds a reply by its marker, and a reply reopens a solved ticket', async () => {
        const id = await open();
        // A ticket that support has not taken cannot be solved.
        expect(await source.setStatus(id, 'SOLVED')).toEqual({ rejected: [{ kind: 'ASSIGNEE_MISSING' }] });
        desk.assign(id);
        expect(await source.setStatus(id, 'SOLVED')).toBe('DONE');
        const author = await source.person(desk.contactId);
        expect(await source.hasReply(id, 'marker')).toBe(false);
        expect(
          await source.reply(id, {
            authorId: author?.id ?? '',
            body: 'And now?',
            uploads: [],
            marker: 'marker',
            reopens: true,
          }),
        ).toBe('DONE');
        expect(await source.hasReply(id, 'marker')).toBe(true);
        expect(await source.hasReply(id, 'another')).toBe(false);
        expect((await commentsOf(id)).map(({ body }) => body)).toEqual(['They do not.', 'And now?']);
        expect(await source.ticket([desk.organizationKey], id)).toMatchObject({ status: 'OPEN' });
      });

      test('attaches a file to a reply, and rejects an unknown file', async () => {
        const id = await open();
        const author = await source.person(desk.contactId);
        const token = await source.upload({
          fileName: 'a.txt',
          contentType: 'text/plain',
          content: Readable.from([Buffer.from('hello')]),
        });
        const reply = { authorId: author?.id ?? '', body: 'See there.', marker: 'm', reopens: false };
        expect(await source.reply(id, { ...reply, uploads: [token] })).toBe('DONE');
        expect((await commentsOf(id)).at(-1)).toMatchObject({ attachments: [{ fileName: 'a.txt' }] });
        expect(await source.reply(id, { ...reply, uploads: ['nothing'] })).toEqual({ rejected: [{ kind: 'VALUE' }] });
      });

      test('creates a user once', async () => {
        const person = { key: 'staff-7', name: 'Sam Staff', email: null };
        expect(await source.person(person.key)).toBeNull();
        const made = await source.addPerson(person);
        expect(await source.addPerson(person)).toEqual(made);
        expect(await source.person(person.key)).toMatchObject({ id: made?.id, organizationId: null });
        const ticket = { ...(await opening()), requesterId: made?.id ?? '' };
        // A person without an organization cannot open a ticket for one.
        expect(await source.openTicket(ticket, 'stranger')).toEqual({ rejected: [{ kind: 'VALUE' }] });
        for (let joined = 0; joined < 2; joined += 1) await source.joinOrganization(ticket.requesterId, organizationId);
        expect(await source.openTicket(ticket, 'member')).toEqual({ ticketId: expect.any(String) });
      });

      test('links an end user without a key, and nobody else', async () => {
        const { unlinked, linked, agent } = desk.addresses;
        const before = desk.nameOf(unlinked);
        const found = await source.addPerson({ key: 'contact-1', name: 'Another Name', email: unlinked.toUpperCase() });
        expect(found).toMatchObject({ email: unlinked, isVerified: true });
        expect(desk.nameOf(unlinked)).toBe(before);
        // Somebody with another key, and an agent, keep their address: the person gets a user without one.
        for (const [key, email] of [
          ['contact-2', linked],
          ['contact-3', agent],
        ] as const) {
          const known = desk.nameOf(email);
          const made = await source.addPerson({ key, name: 'Another Name', email });
          expect(made).toMatchObject({ email: null });
          expect(await source.person(key)).toEqual(made);
          expect(desk.nameOf(email)).toBe(known);
        }
        expect(await source.addPerson({ key: 'contact-4', name: 'New Name', email: 'new@example.com' })).toMatchObject({
          email: 'new@example.com',
          isVerified: true,
        });
        expect(desk.mails()).toBe(0);
      });

      test('renames a person by key', async () => {
        await source.addPerson({ key: 'contact-5', name: 'Old Name', email: 'five@example.com' });
        await source.renamePerson('contact-5', 'New Name');
        expect(desk.nameOf('five@example.com')).toBe('New Name');
        await source.renamePerson('unknown', 'New Name');
        expect(desk.mails()).toBe(0);
      });

      test('opens a file of a comment', async () => {
        const id = await open();
        const author = await source.person(desk.contactId);
        const token = await source.upload({
          fileName: 'a.txt',
          contentType: 'text/plain',
          content: Readable.from([Buffer.from('hello')]),
        });
        const reply = { authorId: author?.id ?? '', body: 'See there.', marker: 'm', reopens: false };
        await source.reply(id, { ...reply, uploads: [token] });
        const file = (await commentsOf(id)).at(-1)?.attachments[0];
        const opened = await source.openFile(file?.id ?? '');
        expect(opened?.file).toMatchObject({ id: file?.id, fileName: 'a.txt', byteSize: 5 });
        expect(await new Response(opened && Readable.toWeb(opened.content)).text()).toBe('hello');
        expect(await source.openFile('999999999')).toBeNull();
      });

      test('while the system is unavailable, no write succeeds or claims to', async () => {
        const ticket = await opening();
        await desk.setAway(true);
        const asked: (() => Promise<unknown>)[] = [
          () => source.openTicket(ticket, 'away'),
          () =>
            source.reply(desk.ticketId, {
              authorId: ticket.requesterId,
              body: 'x',
              uploads: [],
              marker: 'm',
              reopens: false,
            }),
          () => source.setStatus(desk.ticketId, 'SOLVED'),
          () => source.hasReply(desk.ticketId, 'm'),
          () => source.person(desk.contactId),
          () => source.ticketPlace(desk.ticketId),
        ];
        for (const ask of asked)
          await expect(ask()).rejects.toMatchObject({
            code: 'UPSTREAM_UNAVAILABLE',
            extensions: { system: 'SUPPORT', retryable: true },
          });
      });
    });

    test('while the system is unavailable, every read fails with a documented code instead of an empty result', async () => {
      await desk.setAway(true);
      const asked: (() => Promise<unknown>)[] = [
        () => source.organizations([desk.organizationKey]),
        () => source.users([desk.contactId]),
        () => source.tickets(organization, all),
        () => source.ticket([desk.organizationKey], desk.ticketId),
        () => source.searchTickets(organization, organizationId, 'export', 5),
        () => source.comments(desk.ticketId, { first: 1, after: null }),
        () => source.latestComment(desk.ticketId),
        () => source.searchArticles('exports', { first: 1, after: null }),
        () => source.article(desk.articleId),
        () => source.sections(),
      ];
      for (const ask of asked)
        await expect(ask()).rejects.toMatchObject({
          code: 'UPSTREAM_UNAVAILABLE',
          extensions: { system: 'SUPPORT', retryable: true },
        });
    });
  });
}
