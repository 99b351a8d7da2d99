import type { CrmNames } from '../config.ts';

/** Properties that every portal has. HubSpot's own begin with `hs_`. */
export const standardCompanyProperties = [
  'name',
  'domain',
  'phone',
  'address',
  'address2',
  'city',
  'state',
  'zip',
  'country',
  'industry',
  'hubspot_owner_id',
  'hs_parent_company_id',
  'hs_merged_object_ids',
] as const;

export const standardContactProperties = ['firstname', 'lastname', 'email', 'jobtitle', 'phone'] as const;

/** Properties that the portal's administrators must define. */
export const configuredCompanyProperties = (names: CrmNames): readonly string[] => [
  names.company.status,
  names.company.plan,
  names.company.planRenewsOn,
  names.company.planEndsOn,
  names.company.seats,
  names.company.documents,
  names.company.billingCustomer,
  names.company.productTenant,
  ...(names.company.supportOrganization === null ? [] : [names.company.supportOrganization]),
  ...names.onboarding.map((step) => step.property),
];

export const configuredContactProperties = (names: CrmNames): readonly string[] => [
  names.contact.subject,
  names.contact.status,
  names.contact.invitation,
  names.contact.invitedEmail,
];
