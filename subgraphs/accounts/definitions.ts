import type { CrmNames } from './config.ts';
import type { PropertyKind } from './domain/definitions.ts';

/** A property that the portal's administrators have to define. */
export interface RequiredProperty {
  readonly of: 'company' | 'contact';
  readonly name: string;
  /** What people see. */
  readonly label: string;
  /** The first is what it is made as; the others serve as well. */
  readonly kinds: readonly [PropertyKind, ...PropertyKind[]];
  /** Values that a choice has to offer. */
  readonly options?: readonly (readonly [value: string, label: string])[];
  /** What does not work without it. */
  readonly breaks: string;
}

const statuses = [
  ['prospect', 'Prospect'],
  ['onboarding', 'Onboarding'],
  ['active', 'Active'],
  ['past_due', 'Past due'],
  ['churned', 'Churned'],
] as const;

const titleOf = (key: string): string => {
  const words = key.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Everything that the configuration names, with what breaks without it: one list for the warning at the start, the doctor and the setup. */
export function requiredProperties({ company, contact, onboarding }: CrmNames): RequiredProperty[] {
  const ofCompany = (
    name: string,
    label: string,
    kinds: RequiredProperty['kinds'],
    breaks: string,
  ): RequiredProperty => ({ of: 'company', name, label, kinds, breaks });
  return [
    {
      ...ofCompany(company.status, 'Customer status', ['CHOICE', 'TEXT'], 'Account.status is null'),
      options: statuses,
    },
    ofCompany(company.plan, 'Plan', ['CHOICE', 'TEXT'], 'Account.plan is null'),
    ofCompany(company.planRenewsOn, 'Plan renews on', ['DATE', 'DATETIME', 'TEXT'], 'Account.plan.renewsOn is null'),
    ofCompany(company.seats, 'Seats', ['NUMBER'], 'Account.seats is null'),
    ofCompany(company.documents, 'Portal documents', ['TEXT'], 'Account.documents is empty'),
    ofCompany(company.billingCustomer, 'Stripe customer', ['TEXT'], 'no account has billing'),
    ofCompany(company.productTenant, 'Product tenant', ['TEXT', 'NUMBER'], "the account's own id names its tenant"),
    ...(company.supportOrganization === null
      ? []
      : [ofCompany(company.supportOrganization, 'Zendesk organization', ['TEXT', 'NUMBER'], 'no account has support')]),
    ...onboarding.map(({ key, property }) =>
      ofCompany(property, titleOf(key), ['DATETIME', 'DATE'], `onboarding has no step "${key}"`),
    ),
    {
      of: 'contact',
      name: contact.subject,
      label: 'Portal subject',
      kinds: ['TEXT'],
      breaks: 'people are found by verified e-mail alone',
    },
    {
      of: 'contact',
      name: contact.status,
      label: 'Portal member status',
      kinds: ['CHOICE', 'TEXT'],
      options: [
        ['invited', 'Invited'],
        ['active', 'Active'],
      ],
      breaks: 'Member.status is null',
    },
  ];
}
