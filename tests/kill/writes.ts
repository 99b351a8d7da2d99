import type { Fault } from '../../sandbox/faults.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { companyId, contactId, companyIndex } from '../../sandbox/seed/company.ts';
import { emails } from '../../sandbox/seed/population.ts';
import { encodeMemberId } from '@customer-graph/protocol/member-id';

/** The writes over several systems, with the calls at which the process is killed. */
export const demo = companyId(companyIndex.demo);
const tenant = `tenant-${demo}`;
const subscription = 'sub_Sandbox000000';
const mara = contactId(2);
const other = companyId(companyIndex.other);
/** Stands for the demo account's administrator, whom another account has invited. */
const invitation = contactId(901);
const dana = contactId(0);
const member = encodeMemberId({ accountId: demo, contactId: mara });

/** A call at which the process is killed. */
export type Point = readonly [name: string, vendor: Fault['vendor'], method: string, path: string];

export interface Write {
  readonly mutation: string;
  readonly input: object;
  /** In the order of the calls. */
  readonly points: readonly Point[];
  /** The number of invoices that the write creates. */
  readonly invoices: number;
  before?(sandbox: Sandbox): void;
  /** Returns what is wrong afterwards. */
  check(sandbox: Sandbox): string[];
}

const companyRead: Point = [
  'reading the company in the CRM',
  'hubspot',
  'POST',
  '/crm/objects/2026-09/companies/batch/read',
];
const companyWritten: Point = ['writing the company in the CRM', 'hubspot', 'PATCH', '/crm/objects/2026-09/companies/'];
const productNotified: Point = ['notifying the product', 'product', 'POST', '/webhooks'];
const customerRead: Point = ['reading the customer in Stripe', 'stripe', 'GET', '/v1/customers/'];
const subscriptionWritten: Point = [
  'writing the subscription in Stripe',
  'stripe',
  'POST',
  `/v1/subscriptions/${subscription}`,
];
const membersRead: Point = [
  'reading the team in the CRM',
  'hubspot',
  'POST',
  '/crm/associations/2026-09/companies/contacts/batch/read',
];
const labelCreated: Point = [
  'creating the association label',
  'hubspot',
  'POST',
  '/crm/associations/2026-09/contacts/companies/batch/create',
];
const labelsRemoved: Point = ['removing the other labels', 'hubspot', 'POST', '/batch/labels/archive'];

interface StoredRecord {
  readonly properties: Readonly<Record<string, string>>;
  readonly items: { readonly data: readonly { readonly quantity: number }[] };
  readonly status: string;
  readonly seats: number;
  readonly role: string | null;
  readonly labels: readonly string[];
  readonly cancel_at_period_end: boolean;
}
const recordOf = (sandbox: Sandbox, vendor: string, type: string, id: string) =>
  sandbox.records.get(vendor, type, id) as StoredRecord | undefined;
export const difference = (name: string, expected: unknown, actual: unknown): string[] =>
  JSON.stringify(expected) === JSON.stringify(actual)
    ? []
    : [`${name}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];

export const writes: readonly Write[] = [
  {
    mutation: 'changeSubscription',
    input: { accountId: demo, change: { seats: 31 } },
    points: [customerRead, subscriptionWritten, companyRead, companyWritten, productNotified],
    invoices: 1,
    check: (sandbox) =>
      difference(
        'seats',
        [31, '31', 31],
        [
          recordOf(sandbox, 'stripe', 'subscriptions', subscription)?.items.data[0]?.quantity,
          recordOf(sandbox, 'hubspot', 'companies', demo)?.properties.portal_seats,
          recordOf(sandbox, 'product', 'tenants', tenant)?.seats,
        ],
      ),
  },
  {
    mutation: 'inviteMember',
    input: { accountId: demo, email: 'kim.killed@demo-industries.example', name: 'Kim Killed', role: 'MEMBER' },
    points: [
      membersRead,
      ['creating the contact', 'hubspot', 'POST', '/crm/objects/2026-09/contacts$'],
      labelCreated,
      productNotified,
    ],
    invoices: 0,
    check(sandbox) {
      const calls = sandbox.calls
        .list()
        .filter(
          ({ method, path, status }) => method === 'POST' && path === '/crm/objects/2026-09/contacts' && status === 201,
        );
      return calls.length > 1 ? [`${calls.length} contacts were created`] : [];
    },
  },
  {
    mutation: 'cancelSubscription',
    input: { accountId: demo, immediately: true },
    points: [
      customerRead,
      ['cancelling the subscription in Stripe', 'stripe', 'DELETE', `/v1/subscriptions/${subscription}`],
      companyRead,
      companyWritten,
      productNotified,
    ],
    invoices: 0,
    check: (sandbox) =>
      difference(
        'status',
        ['canceled', 'churned', 'CANCELED'],
        [
          recordOf(sandbox, 'stripe', 'subscriptions', subscription)?.status,
          recordOf(sandbox, 'hubspot', 'companies', demo)?.properties.portal_status,
          recordOf(sandbox, 'product', 'tenants', tenant)?.status,
        ],
      ),
  },
  {
    mutation: 'resumeSubscription',
    input: { accountId: demo },
    points: [customerRead, subscriptionWritten, companyRead, productNotified],
    invoices: 0,
    before: (sandbox) =>
      void sandbox.records.change('stripe', 'subscriptions', subscription, {
        cancel_at_period_end: true,
        cancel_at: Math.floor(Date.now() / 1_000) + 86_400,
      }),
    check: (sandbox) =>
      difference(
        'cancel_at_period_end',
        false,
        recordOf(sandbox, 'stripe', 'subscriptions', subscription)?.cancel_at_period_end,
      ),
  },
  {
    mutation: 'changeMemberRole',
    input: { accountId: demo, memberId: member, role: 'BILLING' },
    points: [membersRead, labelCreated, labelsRemoved, productNotified],
    invoices: 0,
    check: (sandbox) => [
      ...difference(
        'labels',
        ['Portal billing'],
        recordOf(sandbox, 'hubspot', 'associations', `${mara}:${demo}`)?.labels,
      ),
      ...difference(
        'the product’s role',
        'BILLING',
        recordOf(sandbox, 'product', 'members', `${tenant}:${mara}`)?.role,
      ),
    ],
  },
  {
    mutation: 'acceptInvitation',
    input: { memberId: encodeMemberId({ accountId: other, contactId: invitation }) },
    points: [
      membersRead,
      labelCreated,
      ['recording the acceptance', 'hubspot', 'PATCH', `/contacts/${dana}`],
      ['deleting the invitation', 'hubspot', 'DELETE', `/contacts/${invitation}`],
      productNotified,
    ],
    invoices: 0,
    before(sandbox) {
      sandbox.records.change('hubspot', 'contacts', invitation, {
        properties: {
          email: null,
          portal_subject: null,
          portal_invitation: `${other}:${emails.demoAdmin}`,
          portal_invited_email: emails.demoAdmin,
        },
      });
      sandbox.records.change('hubspot', 'associations', `${invitation}:${other}`, { labels: ['Portal billing'] });
    },
    check: (sandbox) => [
      ...difference(
        'labels',
        ['Portal billing'],
        recordOf(sandbox, 'hubspot', 'associations', `${dana}:${other}`)?.labels,
      ),
      ...difference('the invitation', undefined, recordOf(sandbox, 'hubspot', 'contacts', invitation)),
      ...difference(
        'the product’s role',
        'BILLING',
        recordOf(sandbox, 'product', 'members', `tenant-${other}:${dana}`)?.role,
      ),
    ],
  },
  {
    mutation: 'removeMember',
    input: { accountId: demo, memberId: member },
    points: [membersRead, labelsRemoved, productNotified],
    invoices: 0,
    check: (sandbox) => [
      ...difference('labels', [], recordOf(sandbox, 'hubspot', 'associations', `${mara}:${demo}`)?.labels),
      ...difference('the product’s role', null, recordOf(sandbox, 'product', 'members', `${tenant}:${mara}`)?.role),
    ],
  },
];
