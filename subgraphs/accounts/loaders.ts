import DataLoader from 'dataloader';
import { each } from '../shared/each.ts';
import type { Link, Links } from '../shared/principal.ts';
import type { MemberRole } from '../shared/roles.ts';
import { isCompanyId, type Company } from './domain/company.ts';
import type { CompanyDocument } from './domain/document.ts';
import type { Contact, Subscription } from './domain/member.ts';
import type { LookUps } from './lookups.ts';
import type { CrmSource } from './port.ts';

export interface Loaders {
  readonly contactOf: LookUps['contactOf'];
  readonly company: DataLoader<string, Company | null>;
  readonly contact: DataLoader<string, Contact | null>;
  /** The members of a company, by contact id. */
  readonly members: DataLoader<string, readonly { contactId: string; role: MemberRole }[]>;
  /** The companies that a contact is a member of, by company id. */
  readonly memberships: DataLoader<string, readonly { companyId: string; role: MemberRole }[]>;
  readonly document: DataLoader<string, CompanyDocument | null>;
  readonly subscriptions: DataLoader<string, readonly Subscription[]>;
  /** A company's counterparts in the other systems. */
  readonly links: DataLoader<Company, Links, string>;
  /** Links as they were signed for listed accounts, by account id. */
  readonly signatures: Map<string, Promise<string | null>>;
}

export function createLoaders(source: CrmSource, lookUps: LookUps): Loaders {
  const loaders: Loaders = {
    contactOf: lookUps.contactOf,
    company: new DataLoader(async (ids) => {
      // What cannot be an id is asked of nobody: HubSpot would refuse the whole batch.
      const valid = ids.filter(isCompanyId);
      const companies = new Map(
        valid.length === 0 ? [] : (await source.companies(valid)).map((company, index) => [valid[index], company]),
      );
      return ids.map((id) => companies.get(id) ?? null);
    }),
    contact: new DataLoader((ids) => source.contacts(ids)),
    members: new DataLoader((ids) => source.membersOf(ids)),
    memberships: new DataLoader((ids) => each(ids, (id) => source.membershipsOf(id))),
    document: new DataLoader(async (ids) => {
      const byId = new Map((await source.documents(ids)).map((document) => [document.id, document]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    subscriptions: new DataLoader((emails) => each(emails, (email) => source.subscriptions(email))),
    links: new DataLoader((companies) => each(companies, (company) => linksOf(company, loaders, lookUps)), {
      cacheKeyFn: (company) => company.id,
    }),
    signatures: new Map(),
  };
  return loaders;
}

async function linksOf(company: Company, loaders: Loaders, { claimants }: LookUps): Promise<Links> {
  const { billingCustomerId, supportOrganizationId } = company;
  const isOther = (id: string): boolean => id !== company.id && !company.mergedIds.includes(id);
  const tenant = company.productTenantId ?? company.id;
  const [billing, product, support, namesake] = await Promise.all([
    billingCustomerId === null ? [] : claimants({ system: 'billing', id: billingCustomerId }),
    claimants({ system: 'product', id: tenant }),
    supportOrganizationId === null || supportOrganizationId === company.id
      ? []
      : claimants({ system: 'support', id: supportOrganizationId }),
    // A company that names no tenant is its own: somebody else's word for that tenant is a second claim.
    isCompanyId(tenant) && isOther(tenant) ? loaders.company.load(tenant) : null,
  ]);
  const link = (id: string, claims: readonly string[]): Link =>
    claims.some(isOther) ? { state: 'DUPLICATE' } : { state: 'LINKED', id };
  return {
    billing: billingCustomerId === null ? { state: 'MISSING' } : link(billingCustomerId, billing),
    product: namesake?.productTenantId === null ? { state: 'DUPLICATE' } : link(tenant, product),
    support: supportOrganizationId === null ? { state: 'MISSING' } : link(supportOrganizationId, support),
  };
}
