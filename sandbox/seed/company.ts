import { cities, companyHeads, companyTails, firstNames, industries, jobTitles, lastNames } from './names.ts';
import type { Random } from './random.ts';

/** What one company is in every system, before any system has been told of it. */
export interface SeedCompany {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly phone: string;
  readonly address: {
    line1: string;
    line2: string | null;
    city: string;
    region: string;
    postalCode: string;
    country: string;
  };
  readonly industry: string;
  readonly ownerId: string;
  readonly parentId: string | null;
  readonly currency: string;
  readonly plan: PlanKey;
  readonly seats: number;
  readonly subscription: SubscriptionKind;
  /** Null: the CRM does not say which customer it is. */
  readonly stripeCustomerId: string | null;
  readonly ownCustomerId: string;
  readonly tenantId: string | null;
  readonly people: readonly SeedPerson[];
}

export interface SeedPerson {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly phone: string;
  /** Null: HubSpot associated the contact by itself. */
  readonly role: 'ADMIN' | 'BILLING' | 'MEMBER' | null;
  readonly subject: string | null;
  readonly invited: boolean;
}

export const planKeys = ['starter', 'growth', 'scale', 'enterprise'] as const;
export type PlanKey = (typeof planKeys)[number];

export const subscriptionKinds = [
  'active',
  'trialing',
  'past_due',
  'unpaid',
  'paused',
  'incomplete',
  'incomplete_expired',
  'canceled',
  'scheduled',
  'several',
  'tiered',
  'negotiated',
  'none',
] as const;
export type SubscriptionKind = (typeof subscriptionKinds)[number];

export const companyId = (index: number): string => String(8_800_000_001 + index);
export const contactId = (index: number): string => String(12_000_000_001 + index);
export const customerId = (index: number): string => `cus_Sandbox${String(index).padStart(6, '0')}`;

/** Companies whose place in the list is known. */
export const places = {
  demo: 0,
  demoParent: 1,
  other: 2,
  firstSubsidiary: 3,
  secondSubsidiary: 4,
  missingLink: 10,
  sharedCustomer: [11, 12],
  rightToLeft: 13,
  yen: 14,
  dinar: 15,
  sharedTenant: [16, 17],
  /** The help desk does not know it. */
  noOrganization: 18,
  /** The product does not know it. */
  noTenant: 19,
  partner: [20, 21, 22, 23],
} as const;

const names: Readonly<Record<number, readonly [string, string]>> = {
  [places.demo]: ['Demo Industries', 'demo-industries.example'],
  [places.demoParent]: ['Demo Holding', 'demo-holding.example'],
  [places.other]: ['Other Works', 'other-works.example'],
  [places.firstSubsidiary]: ['Demo Industries Nord', 'demo-nord.example'],
  [places.secondSubsidiary]: ['Demo Industries Süd', 'demo-sued.example'],
  [places.rightToLeft]: ['شركة النخيل للتجارة', 'al-nakheel.example'],
  [places.yen]: ['株式会社さくら電機', 'sakura-denki.example'],
};

const kindAt: Readonly<Record<number, SubscriptionKind>> = {
  [places.demo]: 'active',
  [places.demoParent]: 'active',
  [places.other]: 'active',
  [places.yen]: 'active',
  [places.dinar]: 'active',
};

const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('an empty list');
  return item;
};

export function seedCompany(
  index: number,
  random: Random,
  hasDuplicateLinks: boolean,
  people: (domain: string) => readonly SeedPerson[],
): SeedCompany {
  const [name, domain] = names[index] ?? [
    `${at(companyHeads, index)} ${at(companyTails, Math.floor(index / companyHeads.length) + index)}`,
    `${at(companyHeads, index)}-${at(companyTails, Math.floor(index / companyHeads.length) + index)}-${index}.example`.toLowerCase(),
  ];
  const [city, region, postalCode, country] = at(cities, index);
  const isDemo = index === places.demo;
  const shared = hasDuplicateLinks && index === places.sharedCustomer[1] ? places.sharedCustomer[0] : index;
  const sharesTenant = hasDuplicateLinks && (index === places.sharedTenant[0] || index === places.sharedTenant[1]);
  const parent =
    index === places.demo
      ? places.demoParent
      : index === places.firstSubsidiary || index === places.secondSubsidiary
        ? places.demo
        : index >= 30 && index % 10 === 5
          ? index - 5
          : null;
  const plan = isDemo ? 'growth' : at(planKeys, random.integer(0, 3));
  const seats = isDemo ? 25 : random.integer(3, 120);
  const subscription =
    kindAt[index] ??
    (index < 60 ? at(subscriptionKinds, index) : random.next() < 0.8 ? 'active' : random.pick(subscriptionKinds));
  return {
    index,
    id: companyId(index),
    name,
    domain,
    phone: `+49 30 ${5_550_000 + index}`,
    address: {
      line1: `Hauptstraße ${index + 1}`,
      line2: isDemo ? '3rd floor' : null,
      city,
      region,
      postalCode,
      country,
    },
    industry: at(industries, index),
    ownerId: String(700 + (index % 6)),
    parentId: parent === null ? null : companyId(parent),
    currency: index === places.yen ? 'jpy' : index === places.dinar ? 'kwd' : 'eur',
    // Prices of these are of one plan alone.
    plan: subscription === 'tiered' ? 'scale' : subscription === 'negotiated' ? 'enterprise' : plan,
    seats,
    subscription,
    stripeCustomerId: index === places.missingLink ? null : customerId(shared),
    ownCustomerId: customerId(index),
    tenantId: sharesTenant ? 'tenant-shared' : index % 2 === 0 ? `tenant-${companyId(index)}` : null,
    people: people(domain),
  };
}

export function seedPerson(index: number, domain: string, fields: Partial<SeedPerson>, random: Random): SeedPerson {
  const firstName = fields.firstName ?? random.pick(firstNames);
  const lastName = fields.lastName ?? random.pick(lastNames);
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/[^a-z]/gi, '')
      .toLowerCase();
  return {
    id: contactId(index),
    firstName,
    lastName,
    email: `${plain(firstName)}.${plain(lastName)}.${index}@${domain}`,
    jobTitle: at(jobTitles, index),
    phone: `+49 170 ${1_000_000 + index}`,
    role: 'MEMBER',
    subject: `auth0|contact-${index}`,
    invited: false,
    ...fields,
  };
}
