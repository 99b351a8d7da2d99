import { itemAt } from './item-at.ts';
import { cities, companyHeads, companyTails, firstNames, industries, jobTitles, lastNames } from './names.ts';
import type { Random } from './random.ts';

/** One company with its data for all systems. */
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
  /** The link to Stripe in the CRM; null if it is missing. */
  readonly stripeCustomerId: string | null;
  /** The company's own customer, even if its link is missing or shared. */
  readonly ownCustomerId: string;
  /** The link to the product in the CRM; null if the tenant has the company's id. */
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
  /** Null for an association that HubSpot made by e-mail domain. */
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

/** The indices of companies with known data. */
export const companyIndex = {
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
  /** Has no organization in Zendesk. */
  noOrganization: 18,
  /** Has no tenant in the product. */
  noTenant: 19,
  partner: [20, 21, 22, 23],
} as const;

const names: Readonly<Record<number, readonly [string, string]>> = {
  [companyIndex.demo]: ['Demo Industries', 'demo-industries.example'],
  [companyIndex.demoParent]: ['Demo Holding', 'demo-holding.example'],
  [companyIndex.other]: ['Other Works', 'other-works.example'],
  [companyIndex.firstSubsidiary]: ['Demo Industries Nord', 'demo-nord.example'],
  [companyIndex.secondSubsidiary]: ['Demo Industries Süd', 'demo-sued.example'],
  [companyIndex.rightToLeft]: ['شركة النخيل للتجارة', 'al-nakheel.example'],
  [companyIndex.yen]: ['株式会社さくら電機', 'sakura-denki.example'],
};

const kindAt: Readonly<Record<number, SubscriptionKind>> = {
  [companyIndex.demo]: 'active',
  [companyIndex.demoParent]: 'active',
  [companyIndex.other]: 'active',
  [companyIndex.yen]: 'active',
  [companyIndex.dinar]: 'active',
};

export function seedCompany(
  index: number,
  random: Random,
  hasDuplicateLinks: boolean,
  people: (domain: string) => readonly SeedPerson[],
): SeedCompany {
  const [name, domain] = names[index] ?? [
    `${itemAt(companyHeads, index)} ${itemAt(companyTails, Math.floor(index / companyHeads.length) + index)}`,
    `${itemAt(companyHeads, index)}-${itemAt(companyTails, Math.floor(index / companyHeads.length) + index)}-${index}.example`.toLowerCase(),
  ];
  const [city, region, postalCode, country] = itemAt(cities, index);
  const isDemo = index === companyIndex.demo;
  const shared = hasDuplicateLinks && index === companyIndex.sharedCustomer[1] ? companyIndex.sharedCustomer[0] : index;
  const sharesTenant =
    hasDuplicateLinks && (index === companyIndex.sharedTenant[0] || index === companyIndex.sharedTenant[1]);
  const parent =
    index === companyIndex.demo
      ? companyIndex.demoParent
      : index === companyIndex.firstSubsidiary || index === companyIndex.secondSubsidiary
        ? companyIndex.demo
        : index >= 30 && index % 10 === 5
          ? index - 5
          : null;
  const plan = isDemo ? 'growth' : itemAt(planKeys, random.integer(0, 3));
  const seats = isDemo ? 25 : random.integer(3, 120);
  const subscription =
    kindAt[index] ??
    (index < 60 ? itemAt(subscriptionKinds, index) : random.next() < 0.8 ? 'active' : random.pick(subscriptionKinds));
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
    industry: itemAt(industries, index),
    ownerId: String(700 + (index % 6)),
    parentId: parent === null ? null : companyId(parent),
    currency: index === companyIndex.yen ? 'jpy' : index === companyIndex.dinar ? 'kwd' : 'eur',
    // The tiered and the negotiated price each belong to one plan.
    plan: subscription === 'tiered' ? 'scale' : subscription === 'negotiated' ? 'enterprise' : plan,
    seats,
    subscription,
    stripeCustomerId: index === companyIndex.missingLink ? null : customerId(shared),
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
    jobTitle: itemAt(jobTitles, index),
    phone: `+49 170 ${1_000_000 + index}`,
    role: 'MEMBER',
    subject: `auth0|contact-${index}`,
    invited: false,
    ...fields,
  };
}
