import DataLoader from 'dataloader';
import { each } from '../shared/each.ts';
import type { Link, Links } from '../shared/principal.ts';
import type { MemberRole } from '../shared/roles.ts';
import { isCompanyId, type Company } from './domain/company.ts';
import type { CompanyDocument } from './domain/document.ts';
import type { Contact, Subscription } from './domain/member.ts';
import type { CrmSource } from './port.ts';

export interface Loaders {
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
}

export function createLoaders(source: CrmSource): Loaders {
  return {
    company: new DataLoader(async (ids) => {
      // What cannot be an id is asked of nobody: HubSpot would refuse the whole batch.
      const valid = ids.filter(isCompanyId);
      const companies = new Map(valid.length === 0 ? [] : (await source.companies(valid)).map((company, index) => [valid[index], company]));
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
    links: new DataLoader((companies) => linksOf(companies, source), { cacheKeyFn: (company) => company.id }),
  };
}

async function linksOf(companies: readonly Company[], source: CrmSource): Promise<Links[]> {
  const given = (id: string | null): id is string => id !== null;
  const claims = await source.claims({
    billing: companies.map((company) => company.billingCustomerId).filter(given),
    // A tenant is named by the account's own id where nothing else is said, so another company may claim that too.
    product: companies.map((company) => company.productTenantId ?? company.id),
  });
  const link = (id: string, company: Company, claimants: readonly string[] = []): Link => {
    const others = claimants.filter((claimant) => claimant !== company.id && !company.mergedIds.includes(claimant));
    return others.length > 0 ? { state: 'DUPLICATE' } : { state: 'LINKED', id };
  };
  return companies.map((company) => {
    const tenant = company.productTenantId ?? company.id;
    return {
      billing:
        company.billingCustomerId === null
          ? { state: 'MISSING' }
          : link(company.billingCustomerId, company, claims.billing.get(company.billingCustomerId)),
      product: link(tenant, company, claims.product.get(tenant)),
    };
  });
}
