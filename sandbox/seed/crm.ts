import { childToParent } from '../hubspot/association-types.ts';
import { createPortalStore, type PortalStore } from '../hubspot/store.ts';
import { companyIndex, type SeedCompany } from './company.ts';
import { createPortal, demoFiles, labels, noteFile, otherFiles, strayFile } from './portal.ts';

export interface CrmSeedOptions {
  readonly companies: readonly SeedCompany[];
  readonly searchLagMs: number;
  /** The end of a company's running period, in seconds since the epoch. */
  readonly renewsAt: (company: SeedCompany) => number | null;
}

const statusOf = ({ subscription }: SeedCompany): string => {
  switch (subscription) {
    case 'trialing':
    case 'incomplete':
      return 'onboarding';
    case 'past_due':
    case 'unpaid':
      return 'past_due';
    case 'canceled':
    case 'incomplete_expired':
      return 'churned';
    case 'none':
      return 'prospect';
    default:
      return 'active';
  }
};

/** The CRM records no plan of a former customer, and the end of one that does not renew. */
function planOf(company: SeedCompany, periodEnd: number | null): Record<string, string | null> {
  const { subscription, plan, seats } = company;
  if (statusOf(company) === 'prospect') return {};
  if (statusOf(company) === 'churned') return { portal_seats: '0' };
  const day = periodEnd === null ? null : new Date(periodEnd * 1_000).toISOString().slice(0, 10);
  return {
    portal_plan: plan,
    portal_seats: String(seats),
    [subscription === 'scheduled' ? 'portal_plan_ends_on' : 'portal_plan_renews_on']: day,
  };
}

/** Marks a value that must never leave the CRM: in unmapped properties and in notes. */
export const crmCanary = (kind: string, id: string): string => `CANARY-crm-${kind}-${id}`;

export function seedCrm({ companies, searchLagMs, renewsAt }: CrmSeedOptions): PortalStore {
  const store = createPortalStore({ portal: createPortal(), searchLagMs });
  for (const company of companies) {
    const isDemo = company.index === companyIndex.demo;
    const stepCount = isDemo ? 4 : statusOf(company) === 'onboarding' ? company.index % 4 : 4;
    const done = [
      'onboarding_kickoff',
      'onboarding_data_import',
      'onboarding_team_invited',
      'onboarding_go_live',
    ].slice(0, stepCount);
    const files = isDemo ? [...demoFiles, strayFile] : company.index === companyIndex.other ? otherFiles : [];
    const values: Record<string, string | null> = {
      name: company.name,
      domain: company.domain,
      phone: company.phone,
      address: company.address.line1,
      address2: company.address.line2,
      city: company.address.city,
      state: company.address.region,
      zip: company.address.postalCode,
      country: company.address.country,
      industry: company.industry,
      hubspot_owner_id: company.ownerId,
      portal_status: statusOf(company),
      ...planOf(company, renewsAt(company)),
      portal_documents: files.join(';'),
      stripe_customer_id: company.stripeCustomerId,
      product_tenant_id: company.tenantId,
      internal_margin: crmCanary('property', company.id),
      ...Object.fromEntries(
        done.map((name, index) => [name, new Date(Date.UTC(2025, 0, 10 + index * 7, 9)).toISOString()]),
      ),
    };
    const properties = Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
    );
    store.create('companies', properties, company.id);
  }
  for (const company of companies) {
    if (company.parentId !== null)
      store.associate('companies', company.id, 'companies', company.parentId, [childToParent]);
    for (const person of company.people) {
      const properties = {
        firstname: person.firstName,
        lastname: person.lastName,
        email: person.email,
        jobtitle: person.jobTitle,
        phone: person.phone,
        portal_member_status: person.invited ? 'invited' : 'active',
        internal_score: crmCanary('property', person.id),
        ...(person.role !== null && { portal_roles: `${company.id}=${person.role.toLowerCase()}` }),
        ...(person.subject !== null && !person.invited && { portal_subject: person.subject }),
      };
      // HubSpot associates a new contact by its domain. Only a label gives a role.
      store.create('contacts', properties, person.id);
      if (person.role !== null) store.associate('contacts', person.id, 'companies', company.id, [labels[person.role]]);
      for (const { id } of store.portal.subscriptionTypes)
        store.setSubscribed(person.email, id, (Number(person.id) + Number(id)) % 3 !== 0);
    }
    const note = store.create('notes', {
      hs_note_body: crmCanary('note', company.id),
      hs_timestamp: '2025-05-05T09:00:00.000Z',
      ...(company.index === companyIndex.demo && { hs_attachment_ids: noteFile }),
    });
    store.associate('notes', note.id, 'companies', company.id, []);
  }
  store.catchUpIndex();
  return store;
}
