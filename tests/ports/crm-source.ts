import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { CrmSource } from '../../subgraphs/accounts/port.ts';

/** A CRM with the data of the suite and simulated outages. */
export interface CrmUnderTest {
  readonly source: CrmSource;
  /** A company with a parent, an owner, a billing customer, documents and members. */
  readonly company: {
    readonly id: string;
    readonly name: string;
    readonly parentId: string;
    readonly billingCustomerId: string;
    readonly subsidiaryIds: readonly string[];
  };
  /** A member of the company with a subject, and one with an e-mail address only. */
  readonly admin: { readonly contactId: string; readonly subject: string; readonly email: string };
  readonly byEmail: { readonly contactId: string; readonly email: string };
  /** A billing customer that two companies claim. */
  readonly shared: { readonly billingCustomerId: string; readonly companyIds: readonly string[] };
  readonly sharedSubject: string;
  /** Whether the CRM's plan has association labels. */
  readonly hasLabels: boolean;
  readonly unknownId: string;
  /** A plan key that the CRM accepts. */
  readonly planKey: string;
  /** Restores the initial data. */
  reset(): Promise<void>;
  setAway(away: boolean): Promise<void>;
  close(): Promise<void>;
}

/** The tests that every implementation of CrmSource must pass. */
export function describeCrmSource(name: string, start: () => Promise<CrmUnderTest>): void {
  describe(`CrmSource: ${name}`, () => {
    let crm: CrmUnderTest;
    let source: CrmSource;
    beforeAll(async () => {
      crm = await start();
      source = crm.source;
    });
    afterAll(() => crm.close());
    beforeEach(() => crm.setAway(false));

    test('returns companies in the order of the ids, null for unknown ones', async () => {
      const { id, parentId } = crm.company;
      const companies = await source.companies([crm.unknownId, parentId, id, id]);
      expect(companies.map((company) => company?.id ?? null)).toEqual([null, parentId, id, id]);
      expect(companies[2]).toMatchObject({
        name: crm.company.name,
        parentId,
        billingCustomerId: crm.company.billingCustomerId,
      });
      expect(await source.companies([])).toEqual([]);
    });

    test('reads more companies than one batch holds', async () => {
      const ids = Array.from({ length: 150 }, (_, index) =>
        index % 2 === 0 ? crm.company.id : `${crm.unknownId}${index}`,
      );
      expect((await source.companies(ids)).filter((company) => company !== null)).toHaveLength(75);
    });

    test('a search returns ids in pages, up to its stated total', async () => {
      const first = await source.searchCompanies({ offset: 0, limit: 10 });
      const second = await source.searchCompanies({ offset: 10, limit: 10 });
      expect(first).toMatchObject({ ids: { length: 10 }, hasMore: true });
      expect(first.ids.filter((id) => second.ids.includes(id))).toEqual([]);
      expect(await source.searchCompanies({ ids: [crm.company.id], offset: 0, limit: 10 })).toEqual({
        ids: [crm.company.id],
        hasMore: false,
      });
      expect(await source.searchCompanies({ ids: [], offset: 0, limit: 10 })).toEqual({ ids: [], hasMore: false });
      expect(await source.searchCompanies({ offset: 10_000, limit: 10 })).toEqual({ ids: [], hasMore: false });
      expect(await source.searchCompanies({ text: 'no company is called this', offset: 0, limit: 10 })).toEqual({
        ids: [],
        hasMore: false,
      });
    });

    test('returns all companies that claim a counterpart', async () => {
      const { billing, product } = await source.claims({
        billing: [crm.shared.billingCustomerId, crm.company.billingCustomerId, 'nobody'],
        product: ['nobody'],
        support: [],
      });
      expect([...(billing.get(crm.shared.billingCustomerId) ?? [])].sort()).toEqual([...crm.shared.companyIds].sort());
      expect(billing.get(crm.company.billingCustomerId)).toEqual([crm.company.id]);
      expect({ billing: billing.get('nobody'), product: product.get('nobody') }).toEqual({
        billing: undefined,
        product: undefined,
      });
    });

    test('returns subsidiaries', async () => {
      expect(await source.subsidiaries(crm.company.id)).toEqual(crm.company.subsidiaryIds);
      expect(await source.subsidiaries(crm.unknownId)).toEqual([]);
    });

    test('members and memberships agree on roles', async () => {
      const [members = [], nobody] = await source.membersOf([crm.company.id, crm.unknownId]);
      expect(members).toContainEqual({ contactId: crm.admin.contactId, role: 'ADMIN' });
      expect(nobody).toEqual([]);
      expect(await source.membershipsOf(crm.admin.contactId)).toContainEqual({
        companyId: crm.company.id,
        role: 'ADMIN',
      });
      expect(await source.membershipsOf(crm.unknownId)).toEqual([]);
      const contacts = await source.contacts([crm.unknownId, ...members.map(({ contactId }) => contactId)]);
      expect(contacts[0]).toBeNull();
      expect(contacts.slice(1).map((contact) => contact?.id)).toEqual(members.map(({ contactId }) => contactId));
    });

    test('finds a person by subject, otherwise by an e-mail address without another subject', async () => {
      const find = async (subject: string, email: string | null) =>
        (await source.findContacts([{ subject, email }]))[0];
      expect(await find(crm.admin.subject, null)).toBe(crm.admin.contactId);
      expect(await find(crm.admin.subject, crm.byEmail.email)).toBe(crm.admin.contactId);
      expect(await find('somebody new', crm.byEmail.email)).toBe(crm.byEmail.contactId);
      expect(await find('somebody new', crm.byEmail.email.toUpperCase())).toBe(crm.byEmail.contactId);
      expect(await find('somebody new', crm.admin.email)).toBeNull();
      expect(await find('somebody new', null)).toBeNull();
      expect(await find(crm.sharedSubject, null)).toBeNull();
      const several = [
        { subject: 'nobody', email: null },
        { subject: crm.admin.subject, email: null },
        { subject: 'somebody new', email: crm.byEmail.email },
      ];
      expect(await source.findContacts(several)).toEqual([null, crm.admin.contactId, crm.byEmail.contactId]);
    });

    test('returns the documents of the portal’s folder, each with a link', async () => {
      const [company] = await source.companies([crm.company.id]);
      const documents = await source.documents([...(company?.documentIds ?? []), '999999']);
      expect(documents.length).toBeGreaterThan(0);
      expect(documents.length).toBeLessThan(company?.documentIds.length ?? 0);
      expect(await source.downloadUrl(documents[0]?.id ?? '')).toMatch(/^https:/);
      expect(await source.documents([])).toEqual([]);
    });

    test('returns staff, property definitions and e-mail subscriptions', async () => {
      const [company] = await source.companies([crm.company.id]);
      expect((await source.staff()).map(({ id }) => id)).toContain(company?.ownerId);
      expect((await source.definitions()).labels.size > 0).toBe(crm.hasLabels);
      expect((await source.subscriptions(crm.admin.email)).length).toBeGreaterThan(0);
    });

    describe('writes', () => {
      beforeEach(() => crm.reset());
      const company = async () => (await source.companies([crm.company.id]))[0];
      const roleOf = async (contactId: string) =>
        (await source.membersOf([crm.company.id]))[0]?.find((member) => member.contactId === contactId)?.role ?? null;

      test('keeps omitted company fields, and reports a missing company', async () => {
        const before = await company();
        expect(await source.updateCompany(crm.company.id, { phone: '+49 30 1' })).toBe('DONE');
        expect(await company()).toEqual({ ...before, phone: '+49 30 1' });
        expect(await source.updateCompany(crm.unknownId, { phone: '+49 30 1' })).toBe('MISSING');
        expect(await source.updateContact(crm.unknownId, { phone: '+49 30 1' })).toBe('MISSING');
      });

      test('records a plan, with the same result when repeated', async () => {
        const before = await company();
        const plan = { planKey: crm.planKey, seats: 7, status: 'PAST_DUE', renewsOn: '2027-02-03' } as const;
        for (let written = 0; written < 2; written += 1) await source.recordPlan(crm.company.id, plan);
        expect(await company()).toEqual({
          ...before,
          planKey: crm.planKey,
          seats: 7,
          status: 'PAST_DUE',
          planRenewsOn: '2027-02-03',
        });
        await source.recordPlan(crm.company.id, { seats: 8 });
        expect(await company()).toMatchObject({ planKey: crm.planKey, seats: 8, status: 'PAST_DUE' });
      });

      test('removes recorded values that are null', async () => {
        await source.recordPlan(crm.company.id, { planKey: crm.planKey, renewsOn: '2027-02-03' });
        await source.recordPlan(crm.company.id, { renewsOn: null, endsOn: '2027-02-04' });
        expect(await company()).toMatchObject({
          planKey: crm.planKey,
          planRenewsOn: null,
          planEndsOn: '2027-02-04',
        });
        await source.recordPlan(crm.company.id, { planKey: null, endsOn: null });
        expect(await company()).toMatchObject({ planKey: null, planEndsOn: null });
      });

      test('sets one role in place of the others, and removes all roles', async () => {
        const { contactId } = crm.byEmail;
        for (const role of ['ADMIN', 'ADMIN', 'MEMBER'] as const) {
          await source.setRole(crm.company.id, contactId, role);
          expect(await roleOf(contactId)).toBe(role);
        }
        for (let written = 0; written < 2; written += 1) await source.setRole(crm.company.id, contactId, null);
        expect(await roleOf(contactId)).toBeNull();
        // The contact itself stays.
        expect((await source.contacts([contactId]))[0]).toMatchObject({ email: crm.byEmail.email });
        expect((await source.membershipsOf(contactId)).map(({ companyId }) => companyId)).not.toContain(crm.company.id);
      });

      test('creates an invited contact once, and finds it at once', async () => {
        const email = 'new.person@demo-industries.example';
        expect(await source.contactByEmail(email)).toBeNull();
        const companyId = crm.company.id;
        const invited = await source.inviteContact({ email, name: 'New Person', companyId });
        const made = typeof invited === 'object' ? invited.contactId : '';
        expect(await source.inviteContact({ email, name: 'Another Name', companyId })).toBe('TAKEN');
        expect(await source.contactByEmail(email)).toBe(made);
        expect((await source.contacts([made]))[0]).toMatchObject({ email, name: 'New Person' });
        expect([
          await source.isContactOf(made, companyId),
          await source.isContactOf(made, crm.company.parentId),
        ]).toEqual([true, false]);
        expect(await source.inviteContact({ email: 'nobody@nowhere', name: null, companyId })).toBe('REFUSED');
        await source.setRole(crm.company.id, made, 'MEMBER');
        expect(await roleOf(made)).toBe('MEMBER');
      });

      test('keeps an invitation apart from the contact with the same address, once for each company', async () => {
        const { email } = crm.byEmail;
        const companyId = crm.company.id;
        expect(await source.invitationOf(companyId, email)).toBeNull();
        const made = await source.createInvitation({ email, name: null, companyId });
        expect(await source.createInvitation({ email, name: 'Another Name', companyId })).toBe(made);
        expect(await source.invitationOf(companyId, email.toUpperCase())).toBe(made);
        expect(await source.invitationOf(crm.company.parentId, email)).toBeNull();
        expect((await source.contacts([made]))[0]).toEqual({
          id: made,
          name: null,
          email,
          jobTitle: null,
          phone: null,
          status: 'INVITED',
          isInvitation: true,
        });
        expect(await source.contactByEmail(email)).not.toBe(made);
        expect(await source.isContactOf(made, companyId)).toBe(true);
        expect(await source.invitationsTo('nobody@nowhere.example')).toEqual([]);
        const contact = (await source.contactByEmail(email)) ?? '';
        await source.settleInvitation(made, contact);
        expect((await source.contacts([made, contact])).map((each) => each?.status ?? null)).toEqual([null, 'ACTIVE']);
        expect(await source.invitationOf(companyId, email)).toBeNull();
      });

      test('paginates all companies, each once', async () => {
        const ids: string[] = [];
        for (let after: string | null = null; ;) {
          const page: Awaited<ReturnType<CrmSource['companyIds']>> = await source.companyIds(after);
          ids.push(...page.ids);
          if ((after = page.next) === null) break;
        }
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual(
          expect.arrayContaining([crm.company.id, crm.company.parentId, ...crm.company.subsidiaryIds]),
        );
      });

      test('while the system is unavailable, no write succeeds or claims to', async () => {
        const before = await company();
        await crm.setAway(true);
        const asked: (() => Promise<unknown>)[] = [
          () => source.updateCompany(crm.company.id, { phone: '1' }),
          () => source.recordPlan(crm.company.id, { seats: 1 }),
          () => source.setRole(crm.company.id, crm.byEmail.contactId, 'ADMIN'),
          () => source.contactByEmail('a@example.com'),
          () => source.inviteContact({ email: 'a@example.com', name: null, companyId: crm.company.id }),
          () => source.noteTicket(crm.company.id, '1', 'https://desk.example.com/1'),
          () => source.companyIds(null),
        ];
        for (const ask of asked)
          await expect(ask()).rejects.toMatchObject({
            code: 'UPSTREAM_UNAVAILABLE',
            extensions: { system: 'CRM', retryable: true },
          });
        await crm.setAway(false);
        expect(await company()).toEqual(before);
      });
    });

    test('while the system is unavailable, every read fails with a documented code instead of an empty result', async () => {
      await crm.setAway(true);
      const asked: (() => Promise<unknown>)[] = [
        () => source.companies([crm.company.id]),
        () => source.searchCompanies({ offset: 0, limit: 1 }),
        () => source.claims({ billing: ['x'], product: [], support: [] }),
        () => source.subsidiaries(crm.company.id),
        () => source.contacts([crm.admin.contactId]),
        () => source.membersOf([crm.company.id]),
        () => source.membershipsOf(crm.admin.contactId),
        () => source.findContacts([{ subject: crm.admin.subject, email: null }]),
        () => source.documents(['1']),
        () => source.downloadUrl('1'),
        () => source.subscriptions(crm.admin.email),
        () => source.staff(),
        () => source.definitions(),
      ];
      for (const ask of asked) {
        await expect(ask()).rejects.toMatchObject({
          code: 'UPSTREAM_UNAVAILABLE',
          extensions: { system: 'CRM', retryable: true },
        });
      }
    });
  });
}
