import type { AssociationType } from '../hubspot/association-types.ts';
import type { Portal, PropertyDefinition } from '../hubspot/portal.ts';

const text = (
  name: string,
  label: string,
  groupName: string,
  overrides: Partial<PropertyDefinition> = {},
): PropertyDefinition => ({
  name,
  label,
  type: 'string',
  fieldType: 'text',
  groupName,
  ...overrides,
});

const company = (name: string, label: string, overrides?: Partial<PropertyDefinition>) =>
  text(name, label, 'companyinformation', overrides);
const contact = (name: string, label: string, overrides?: Partial<PropertyDefinition>) =>
  text(name, label, 'contactinformation', overrides);
const enumeration = (...options: readonly (readonly [string, string])[]): Partial<PropertyDefinition> => ({
  type: 'enumeration',
  fieldType: 'select',
  options: options.map(([value, label]) => ({ value, label })),
});
const day: Partial<PropertyDefinition> = { type: 'date', fieldType: 'date' };
const moment: Partial<PropertyDefinition> = { type: 'datetime', fieldType: 'date' };
const number: Partial<PropertyDefinition> = { type: 'number', fieldType: 'number' };

const label = (typeId: number, name: string): AssociationType => ({ category: 'USER_DEFINED', typeId, label: name });
export const labels = {
  ADMIN: label(101, 'Portal admin'),
  BILLING: label(103, 'Portal billing'),
  MEMBER: label(105, 'Portal member'),
} as const;

export const folder = '/customer-portal';

const file = (id: string, path: string, size: number, createdAt: string, expiresAt?: number) => {
  const [name = '', extension = ''] = (path.split('/').at(-1) ?? '').split('.');
  return {
    id,
    name,
    extension,
    path,
    parentFolderId: path.startsWith(folder) ? '501' : '777',
    size,
    createdAt,
    ...(expiresAt && { expiresAt }),
  };
};

export const demoFiles = ['3001', '3002', '3003', '3004', '3005'] as const;
export const otherFiles = ['3101', '3102'] as const;
/** A file of an internal note, outside the portal's folder. */
export const noteFile = '3901';
/** A file of the demo company, but outside the portal's folder. */
export const strayFile = '3902';

/** New portal settings; every call returns a copy, because tests change them. */
export const createPortal = (): Portal => ({
  properties: {
    companies: [
      company('name', 'Company name'),
      company('domain', 'Company Domain Name'),
      company('website', 'Website URL'),
      company('phone', 'Phone Number'),
      company('address', 'Street Address'),
      company('address2', 'Street Address 2'),
      company('city', 'City'),
      company('state', 'State/Region'),
      company('zip', 'Postal Code'),
      company('country', 'Country/Region'),
      company('industry', 'Industry'),
      company('hubspot_owner_id', 'Company owner'),
      company('hs_parent_company_id', 'Parent Company', number),
      company('hs_merged_object_ids', 'Merged Company IDs'),
      company('hs_object_id', 'Record ID', number),
      company(
        'portal_status',
        'Customer status',
        enumeration(
          ['prospect', 'Prospect'],
          ['onboarding', 'Onboarding'],
          ['active', 'Active'],
          ['past_due', 'Past due'],
          ['churned', 'Churned'],
        ),
      ),
      company(
        'portal_plan',
        'Plan',
        enumeration(['starter', 'Starter'], ['growth', 'Growth'], ['scale', 'Scale'], ['enterprise', 'Enterprise']),
      ),
      company('portal_plan_renews_on', 'Plan renews on', day),
      company('portal_plan_ends_on', 'Plan ends on', day),
      company('portal_seats', 'Seats', number),
      company('portal_documents', 'Portal documents', { fieldType: 'file' }),
      company('stripe_customer_id', 'Stripe customer'),
      company('product_tenant_id', 'Product tenant'),
      company('onboarding_kickoff', 'Kick-off meeting held', moment),
      company('onboarding_data_import', 'Data imported', moment),
      company('onboarding_team_invited', 'Team invited', moment),
      company('onboarding_go_live', 'Live', moment),
      company('internal_margin', 'Margin (internal)'),
    ],
    contacts: [
      contact('firstname', 'First Name'),
      contact('lastname', 'Last Name'),
      contact('email', 'Email', { hasUniqueValue: true }),
      contact('jobtitle', 'Job Title'),
      contact('phone', 'Phone Number'),
      contact('portal_subject', 'Portal subject'),
      contact('portal_roles', 'Portal roles', { fieldType: 'textarea' }),
      contact(
        'portal_member_status',
        'Portal member status',
        enumeration(['invited', 'Invited'], ['active', 'Active']),
      ),
      contact('portal_invitation', 'Portal invitation', { hasUniqueValue: true }),
      contact('portal_invited_email', 'Portal invited e-mail'),
      contact('hs_object_id', 'Record ID', number),
      contact('internal_score', 'Score (internal)'),
    ],
  },
  labels: Object.values(labels),
  owners: [
    ['Sofia', 'Sales'],
    ['Felix', 'Field'],
    ['Amara', 'Accounts'],
    ['Tom', 'Territory'],
    ['Nadia', 'North'],
    ['Simon', 'South'],
  ].map(([firstName = '', lastName = ''], index) => ({
    id: String(700 + index),
    firstName,
    lastName,
    email: `${firstName}.${lastName}@vendor.example`.toLowerCase(),
  })),
  files: [
    file(
      '3001',
      `${folder}/contracts/master-agreement.pdf`,
      482_113,
      '2025-02-03T09:12:00.000Z',
      Date.parse('2030-12-31T00:00:00Z'),
    ),
    file('3002', `${folder}/proposals/growth-proposal.pdf`, 120_442, '2025-01-14T15:40:00.000Z'),
    file(
      '3003',
      `${folder}/certificates/iso-27001.pdf`,
      88_020,
      '2025-06-30T07:00:00.000Z',
      Date.parse('2027-06-30T00:00:00Z'),
    ),
    file('3004', `${folder}/specifications/integration.docx`, 61_559, '2025-03-21T11:05:00.000Z'),
    file('3005', `${folder}/welcome.pdf`, 15_020, '2025-01-10T08:00:00.000Z'),
    file('3101', `${folder}/contracts/other-agreement.pdf`, 402_001, '2025-04-02T09:00:00.000Z'),
    file('3102', `${folder}/other-welcome.pdf`, 14_001, '2025-04-01T09:00:00.000Z'),
    file(noteFile, '/sales/canary-note-attachment.pdf', 9_001, '2025-05-05T09:00:00.000Z'),
    file(strayFile, '/sales/canary-outside-folder.pdf', 9_002, '2025-05-06T09:00:00.000Z'),
  ],
  subscriptionTypes: [
    { id: '901', name: 'Product news', description: 'What is new' },
    { id: '902', name: 'Maintenance notices', description: 'Planned work' },
    { id: '903', name: 'Billing notices', description: 'Invoices and payments' },
  ],
});
