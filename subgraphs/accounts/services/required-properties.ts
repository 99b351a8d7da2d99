import type { CrmNames } from '../config.ts';
import type { PropertyKind } from '../domain/definitions.ts';

/** A property that the portal's administrators must define. */
export interface RequiredProperty {
  readonly of: 'company' | 'contact';
  readonly name: string;
  /** The name that people see. */
  readonly label: string;
  /** Kinds that work. The setup creates the first one. */
  readonly kinds: readonly [PropertyKind, ...PropertyKind[]];
  /** Values that a choice must offer. */
  readonly options?: readonly (readonly [value: string, label: string])[];
  /** Whether the CRM must refuse a second object with the same value. */
  readonly isUnique?: boolean;
  /** The consequence if it is missing. */
  readonly breaks: string;
}

const statuses = [
  ['prospect', 'Prospect'],
  ['onboarding', 'Onboarding'],
  ['active', 'Active'],
  ['past_due', 'Past due'],
  ['churned', 'Churned'],
] as const;

const memberStatuses = [
  ['invited', 'Invited'],
  ['active', 'Active'],
] as const;

const titleOf = (key: string): string => {
  const words = key.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const companyProperty = (
  name: string,
  label: string,
  kinds: RequiredProperty['kinds'],
  breaks: string,
): RequiredProperty => ({ of: 'company', name, label, kinds, breaks });

/** Every property that the configuration names. The warning at the start, the doctor and the setup use this one list. */
export const requiredProperties = ({ company, contact, onboarding }: CrmNames): RequiredProperty[] => [
  {
    ...companyProperty(company.status, 'Customer status', ['CHOICE', 'TEXT'], 'Account.status is null'),
    options: statuses,
  },
  companyProperty(company.plan, 'Plan', ['CHOICE', 'TEXT'], 'Account.plan is null'),
  companyProperty(
    company.planRenewsOn,
    'Plan renews on',
    ['DATE', 'DATETIME', 'TEXT'],
    'Account.plan.renewsOn is null',
  ),
  companyProperty(
    company.planEndsOn,
    'Plan ends on',
    ['DATE', 'DATETIME', 'TEXT'],
    'a cancelled plan cannot be recorded',
  ),
  companyProperty(company.seats, 'Seats', ['NUMBER'], 'Account.seats is null'),
  companyProperty(company.documents, 'Portal documents', ['TEXT'], 'Account.documents is empty'),
  companyProperty(company.billingCustomer, 'Stripe customer', ['TEXT'], 'no account has billing'),
  companyProperty(
    company.productTenant,
    'Product tenant',
    ['TEXT', 'NUMBER'],
    'the tenant of every account has the id of the account',
  ),
  ...(company.supportOrganization === null
    ? []
    : [
        companyProperty(
          company.supportOrganization,
          'Zendesk organization',
          ['TEXT', 'NUMBER'],
          'no account has support',
        ),
      ]),
  ...onboarding.map(({ key, property }) =>
    companyProperty(property, titleOf(key), ['DATETIME', 'DATE'], `onboarding has no step "${key}"`),
  ),
  {
    of: 'contact',
    name: contact.subject,
    label: 'Portal subject',
    kinds: ['TEXT'],
    breaks: 'people are found only by verified e-mail address',
  },
  {
    of: 'contact',
    name: contact.status,
    label: 'Portal member status',
    kinds: ['CHOICE', 'TEXT'],
    options: memberStatuses,
    breaks: 'Member.status is null',
  },
  {
    of: 'contact',
    name: contact.invitation,
    label: 'Portal invitation',
    kinds: ['TEXT'],
    isUnique: true,
    breaks: 'customers cannot invite anybody',
  },
  {
    of: 'contact',
    name: contact.invitedEmail,
    label: 'Portal invited e-mail',
    kinds: ['TEXT'],
    breaks: 'customers cannot invite anybody',
  },
  ...(contact.roles === null
    ? []
    : [
        {
          of: 'contact',
          name: contact.roles,
          label: 'Portal roles',
          kinds: ['TEXT'],
          breaks: 'no contact is a member',
        } as const,
      ]),
];
