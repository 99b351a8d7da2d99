import DataLoader from 'dataloader';
import { settleEach } from '@customer-graph/process/settle-each';
import type { Links } from '@customer-graph/protocol/principal';
import type { MemberRole } from '@customer-graph/protocol/roles';
import { isCompanyId, type Company } from './domain/company.ts';
import type { CompanyDocument } from './domain/document.ts';
import type { Contact, Subscription } from './domain/member.ts';
import type { TeamMember } from './domain/team.ts';
import type { CrmSource } from './port.ts';
import { readLinks } from './services/account-links.ts';
import type { LookUps } from './services/look-ups.ts';

export interface Loaders {
  readonly contactOf: LookUps['contactOf'];
  readonly company: DataLoader<string, Company | null>;
  readonly contact: DataLoader<string, Contact | null>;
  /** The members of a company, by contact id. */
  readonly members: DataLoader<string, readonly TeamMember[]>;
  /** The companies in which a contact has a role, by company id. */
  readonly memberships: DataLoader<string, readonly { companyId: string; role: MemberRole }[]>;
  readonly document: DataLoader<string, CompanyDocument | null>;
  readonly subscriptions: DataLoader<string, readonly Subscription[]>;
  /** A company's counterparts in the other systems. */
  readonly links: DataLoader<Company, Links, string>;
  /** Signed links of listed accounts, by account id. */
  readonly signatures: Map<string, Promise<string | null>>;
}

/** Creates the loaders of one gateway request. */
export function createLoaders(source: CrmSource, lookUps: LookUps): Loaders {
  const company = new DataLoader<string, Company | null>(async (ids) => {
    // HubSpot refuses a whole batch that contains a malformed id.
    const valid = ids.filter(isCompanyId);
    const companies = valid.length === 0 ? [] : await source.companies(valid);
    const byId = new Map(companies.map((found, index) => [valid[index], found]));
    return ids.map((id) => byId.get(id) ?? null);
  });
  return {
    contactOf: lookUps.contactOf,
    company,
    contact: new DataLoader((ids) => source.contacts(ids)),
    members: new DataLoader((ids) => source.membersOf(ids)),
    memberships: new DataLoader((ids) => settleEach(ids, (id) => source.membershipsOf(id))),
    document: new DataLoader(async (ids) => {
      const byId = new Map((await source.documents(ids)).map((document) => [document.id, document]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    subscriptions: new DataLoader((emails) => settleEach(emails, (email) => source.subscriptions(email))),
    links: new DataLoader(
      (companies) => settleEach(companies, (found) => readLinks(found, (id) => company.load(id), lookUps)),
      { cacheKeyFn: ({ id }) => id },
    ),
    signatures: new Map(),
  };
}
