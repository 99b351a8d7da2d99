import { places, seedCompany, seedPerson, type SeedCompany, type SeedPerson } from './company.ts';
import { createRandom } from './random.ts';

export const companyCount = 250;
export const contactCount = 2_000;

/** Persons whom the demo tokens stand for, and others whose tokens must open nothing. */
export const subjects = {
  demoAdmin: 'auth0|demo-admin',
  demoMember: 'auth0|demo-member',
  otherAdmin: 'auth0|other-admin',
  demoParentAdmin: 'auth0|demo-parent-admin',
  /** Two contacts carry it. */
  shared: 'auth0|shared-subject',
  /** HubSpot associated the contact with the demo account by its domain; nobody gave it a role. */
  domainOnly: 'auth0|domain-only',
} as const;

export const emails = {
  demoAdmin: 'admin@demo-industries.example',
  /** This contact carries no subject: a verified address alone leads to it. */
  demoBilling: 'billing@demo-industries.example',
  demoMember: 'member@demo-industries.example',
  otherAdmin: 'admin@other-works.example',
} as const;

type Given = Partial<SeedPerson>;

const demoPeople: readonly Given[] = [
  { firstName: 'Dana', lastName: 'Demo', email: emails.demoAdmin, role: 'ADMIN', subject: subjects.demoAdmin },
  { firstName: 'Bilal', lastName: 'Demo', email: emails.demoBilling, role: 'BILLING', subject: null },
  { firstName: 'Mara', lastName: 'Demo', email: emails.demoMember, role: 'MEMBER', subject: subjects.demoMember },
  ...Array.from({ length: 9 }, (_, index): Given => ({
    role: index === 0 ? 'BILLING' : 'MEMBER',
    invited: index === 8,
  })),
  { firstName: 'Dora', lastName: 'Domain', role: null, subject: subjects.domainOnly },
];

const peopleOf: Readonly<Record<number, readonly Given[]>> = {
  [places.demo]: demoPeople,
  [places.demoParent]: [
    { firstName: 'Petra', lastName: 'Parent', role: 'ADMIN', subject: subjects.demoParentAdmin },
    {},
    {},
  ],
  [places.other]: [
    { firstName: 'Olga', lastName: 'Other', email: emails.otherAdmin, role: 'ADMIN', subject: subjects.otherAdmin },
    { role: 'BILLING' },
    {},
    {},
  ],
  40: [{ role: 'ADMIN', subject: subjects.shared }, {}],
  41: [{ role: 'ADMIN', subject: subjects.shared }, {}],
};

/** 250 companies with 2,000 people, of whom a tenth were associated by HubSpot alone. The same every time. */
export function createPopulation({ hasDuplicateLinks = false } = {}): readonly SeedCompany[] {
  const random = createRandom(20_260_301);
  let people = 0;
  return Array.from({ length: companyCount }, (_, index) => {
    const left = contactCount - people;
    const companiesLeft = companyCount - index;
    const planned = peopleOf[index];
    const count =
      planned?.length ??
      (companiesLeft === 1
        ? left
        : Math.min(left - companiesLeft, Math.round(left / companiesLeft) + random.integer(-3, 3)));
    return seedCompany(index, random, hasDuplicateLinks, (domain) =>
      Array.from({ length: Math.max(1, count) }, (_person, position): SeedPerson => {
        const place = people;
        people += 1;
        const role = position === 0 ? 'ADMIN' : place % 9 === 7 ? null : position === 1 ? 'BILLING' : 'MEMBER';
        return seedPerson(
          place,
          domain,
          { role, invited: planned === undefined && place % 17 === 3, ...planned?.[position] },
          random,
        );
      }),
    );
  });
}
