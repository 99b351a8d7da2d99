import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PageQuery, SupportSource, TicketOwner } from '../../subgraphs/support/port.ts';

/** A help desk that holds what the suite needs, and can be taken away. */
export interface SupportUnderTest {
  readonly source: SupportSource;
  /** An organization with more than 20 tickets, of which one has a note after its last public comment, and internal tickets. */
  readonly organizationKey: string;
  /** Somebody of the organization with tickets of their own there, and one elsewhere. */
  readonly contactId: string;
  readonly ticketId: string;
  readonly internalTicketId: string;
  readonly otherTicketId: string;
  readonly articleId: string;
  readonly hiddenArticleIds: readonly string[];
  /** Marks what must never pass. */
  readonly secret: RegExp;
  /** As at the start. */
  reset(): Promise<void>;
  setAway(away: boolean): Promise<void>;
  close(): Promise<void>;
}

/** What every SupportSource has to do, whatever help desk stands behind it. */
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
      if (!id || !userId) throw new Error('the help desk lacks them');
      organizationId = id;
      organization = { kind: 'ORGANIZATION', organizationId };
      requester = { kind: 'REQUESTER', userId, organizationKeys: [desk.organizationKey] };
    });
    afterAll(() => desk.close());
    beforeEach(() => desk.setAway(false));
    const all = { first: 100, after: null, status: null };

    test('organizations and people by what they are known as outside, in their order', async () => {
      expect(await source.organizations(['nobody', desk.organizationKey, 'a,b', ''])).toEqual([
        null,
        organizationId,
        null,
        null,
      ]);
      expect((await source.users([desk.contactId, '1']))[1]).toBeNull();
    });

    test('tickets go page by page, last changed first, to their end', async () => {
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
      // From the middle of a page, too.
      const third = whole.nodes[2];
      expect(
        (await source.tickets(organization, { ...all, first: 3, after: third?.position ?? null })).nodes.map(
          ({ id }) => id,
        ),
      ).toEqual(whole.nodes.slice(3, 6).map(({ id }) => id));
    });

    test('one person’s are theirs, in this organization alone', async () => {
      const whole = await source.tickets(organization, all);
      const own = await source.tickets(requester, all);
      expect(own.nodes.length).toBeGreaterThan(0);
      expect(own.nodes.map(({ id }) => id)).toEqual(
        whole.nodes.filter(({ requesterKey }) => requesterKey === desk.contactId).map(({ id }) => id),
      );
      expect(own.nodes.map(({ id }) => id)).not.toContain(desk.otherTicketId);
    });

    test('by their status', async () => {
      const solved = await source.tickets(organization, { ...all, status: ['SOLVED', 'CLOSED'] });
      expect(new Set(solved.nodes.map(({ status }) => status))).toEqual(new Set(['SOLVED', 'CLOSED']));
      const page = await source.tickets(organization, { ...all, first: 2, status: ['SOLVED'] });
      expect(page).toMatchObject({ nodes: { length: 2 }, hasNextPage: true });
    });

    test('a ticket is its organization’s alone, and an internal one nobody’s', async () => {
      expect(await source.ticket([desk.organizationKey], desk.ticketId)).toMatchObject({ id: desk.ticketId });
      for (const id of [desk.otherTicketId, desk.internalTicketId, '999999999'])
        expect(await source.ticket([desk.organizationKey], id)).toBeNull();
      expect(await source.ticket(['nobody'], desk.ticketId)).toBeNull();
    });

    test('comments are public ones, oldest first; the latest is the last of them', async () => {
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

    test('a search finds words of subjects, in any order, within the owner’s tickets', async () => {
      const found = await source.searchTickets(organization, organizationId, 'csv expor', 100);
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ subject }) => /csv/i.test(subject ?? '') && /expor/i.test(subject ?? ''))).toBe(true);
      const own = await source.searchTickets(requester, organizationId, 'expor', 100);
      expect(own.every(({ requesterKey }) => requesterKey === desk.contactId)).toBe(true);
      for (const injected of ['organization:999', 'x" organization:1', 'type:user', '*', '"'])
        expect(await source.searchTickets(requester, organizationId, injected, 5)).toEqual([]);
    });

    test('articles that everyone may read, and no others, without a gap that would tell of them', async () => {
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

    test('nothing that is the company’s own passes, whatever is asked', async () => {
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

    describe('what changes something', () => {
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
      const open = async (key = 'open') => (await source.openTicket(await opening(), key)) ?? '';
      const commentsOf = async (ticketId: string) =>
        (await source.comments(ticketId, { first: 100, after: null })).nodes;

      test('a ticket is opened once for each key, with what it is about', async () => {
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

      test('a reply is found again by its marker, and opens what was solved', async () => {
        const id = await open();
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

      test('a file goes with a reply, and one that the help desk does not know is not taken', async () => {
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
        expect(await source.reply(id, { ...reply, uploads: ['nothing'] })).toBe('REFUSED');
      });

      test('somebody is made known once', async () => {
        const person = { key: 'staff-7', name: 'Sam Staff', email: null };
        expect(await source.person(person.key)).toBeNull();
        const made = await source.addPerson(person);
        expect(await source.addPerson(person)).toEqual(made);
        expect(await source.person(person.key)).toMatchObject({ id: made.id, organizationId: null });
        // Who is nowhere speaks for nobody.
        expect(await source.openTicket({ ...(await opening()), requesterId: made.id }, 'stranger')).toBeNull();
        for (let joined = 0; joined < 2; joined += 1) await source.joinOrganization(made.id, organizationId);
        expect(await source.openTicket({ ...(await opening()), requesterId: made.id }, 'member')).toEqual(
          expect.any(String),
        );
      });

      test('while it is away nothing is changed, and nothing is said to be', async () => {
        const given = await opening();
        await desk.setAway(true);
        const asked: (() => Promise<unknown>)[] = [
          () => source.openTicket(given, 'away'),
          () =>
            source.reply(desk.ticketId, {
              authorId: given.requesterId,
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

    test('while it is away everything is an error of the closed table, and nothing is empty', async () => {
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
