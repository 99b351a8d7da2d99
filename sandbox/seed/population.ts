import { companyIndex, seedCompany, seedPerson, type SeedCompany, type SeedPerson } from './company.ts';
import { createRandom } from './random.ts';

export const companyCount = 250;
export const contactCount = 2_000;

/** Subjects of the test users, and of people whose tokens must give no access. */
export const subjects = {
  demoAdmin: 'auth0|demo-admin',
  demoMember: 'auth0|demo-member',
  otherAdmin: 'auth0|other-admin',
  demoParentAdmin: 'auth0|demo-parent-admin',
  /** The subject of two contacts. */
  shared: 'auth0|shared-subject',
  /** Associated with the demo account by e-mail domain only, without a role. */
  domainOnly: 'auth0|domain-only',
} as const;

export const emails = {
  demoAdmin: 'admin@demo-industries.example',
  /** The contact has no subject, so it is found by a verified e-mail address only. */
  demoBilling: 'billing@demo-industries.example',
  demoMember: 'member@demo-industries.example',
  otherAdmin: 'admin@other-works.example',
} as const;

type PersonFields = Partial<SeedPerson>;

const demoPeople: readonly PersonFields[] = [
  { firstName: 'Dana', lastName: 'Demo', email: emails.demoAdmin, role: 'ADMIN', subject: subjects.demoAdmin },
  { firstName: 'Bilal', lastName: 'Demo', email: emails.demoBilling, role: 'BILLING', subject: null },
  { firstName: 'Mara', lastName: 'Demo', email: emails.demoMember, role: 'MEMBER', subject: subjects.demoMember },
  ...Array.from({ length: 9 }, (_, index): PersonFields => ({
    role: index === 0 ? 'BILLING' : 'MEMBER',
    invited: index === 8,
  })),
  { firstName: 'Dora', lastName: 'Domain', role: null, subject: subjects.domainOnly },
];

const peopleOf: Readonly<Record<number, readonly PersonFields[]>> = {
  [companyIndex.demo]: demoPeople,
  [companyIndex.demoParent]: [
    { firstName: 'Petra', lastName: 'Parent', role: 'ADMIN', subject: subjects.demoParentAdmin },
    {},
    {},
  ],
  [companyIndex.other]: [
    { firstName: 'Olga', lastName: 'Other', email: emails.otherAdmin, role: 'ADMIN', subject: subjects.otherAdmin },
    { role: 'BILLING' },
    {},
    {},
  ],
  40: [{ role: 'ADMIN', subject: subjects.shared }, {}],
  41: [{ role: 'ADMIN', subject: subjects.shared }, {}],
};

/** The same 250 companies and 2,000 people at every call. HubSpot alone associated a tenth of the people. */
export function createPopulation({ hasDuplicateLinks = false } = {}): readonly SeedCompany[] {
  const random = createRandom(20_260_301);
  let people = 0;
  return Array.from({ length: companyCount }, (_, index) => {
    const peopleLeft = contactCount - people;
    const companiesLeft = companyCount - index;
    const planned = peopleOf[index];
    const count =
      planned?.length ??
      (companiesLeft === 1
        ? peopleLeft
        : Math.min(peopleLeft - companiesLeft, Math.round(peopleLeft / companiesLeft) + random.integer(-3, 3)));
    return seedCompany(index, random, hasDuplicateLinks, (domain) =>
      Array.from({ length: Math.max(1, count) }, (_person, position): SeedPerson => {
        const personIndex = people;
        people += 1;
        const role = position === 0 ? 'ADMIN' : personIndex % 9 === 7 ? null : position === 1 ? 'BILLING' : 'MEMBER';
        return seedPerson(
          personIndex,
          domain,
          { role, invited: planned === undefined && personIndex % 17 === 3, ...planned?.[position] },
          random,
        );
      }),
    );
  });
}
