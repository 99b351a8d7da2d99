import type { MemberRole } from '../shared/roles.ts';
import type { AccountStatus, Company } from './domain/company.ts';
import type { Definitions } from './domain/definitions.ts';
import type { CompanyDocument } from './domain/document.ts';
import type { Contact, Subscription } from './domain/member.ts';
import type { StaffMember } from './domain/staff.ts';

export interface CompanyQuery {
  readonly text?: string;
  readonly status?: readonly AccountStatus[];
  readonly planKey?: string;
  readonly ownerId?: string;
  /** Only these companies. */
  readonly ids?: readonly string[];
  /** How many results to skip. */
  readonly offset: number;
  readonly limit: number;
}

export interface CompanyMatches {
  /** Last modified first. Out of an index: read the companies themselves before showing them. */
  readonly ids: readonly string[];
  /** Whether more can be reached: no search goes beyond its first 10,000 results. */
  readonly hasMore: boolean;
}

/** Systems in which a company names its counterpart. */
export const claimedSystems = ['billing', 'product', 'support'] as const;
export type ClaimedSystem = (typeof claimedSystems)[number];

/** Who is whose counterpart elsewhere: ids of companies by the counterpart that they claim. */
export type Claims = Readonly<Record<ClaimedSystem, ReadonlyMap<string, readonly string[]>>>;

/**
 * What the accounts subgraph needs of a CRM. Batch first; answers stand in the order of the ids asked. "None" is null or an
 * empty list; whatever could not be found out is thrown as a GraphError of the closed table.
 */
export interface CrmSource extends AsyncDisposable {
  /** An id that was merged into another company yields that company. */
  companies(ids: readonly string[]): Promise<(Company | null)[]>;
  searchCompanies(query: CompanyQuery): Promise<CompanyMatches>;
  /** Which companies claim these counterparts. */
  claims(wanted: Readonly<Record<ClaimedSystem, readonly string[]>>): Promise<Claims>;
  /** Companies whose parent it is. */
  subsidiaries(companyId: string): Promise<readonly string[]>;
  contacts(ids: readonly string[]): Promise<(Contact | null)[]>;
  /** Contacts with a role in the company, by contact id. */
  membersOf(companyIds: readonly string[]): Promise<(readonly { contactId: string; role: MemberRole }[])[]>;
  /** Companies in which the contact has a role, by company id. */
  membershipsOf(contactId: string): Promise<readonly { companyId: string; role: MemberRole }[]>;
  /**
   * For each person the one contact that carries the subject; else, where an e-mail address is given, the one contact with that
   * address that carries no other subject. Two are none.
   */
  findContacts(people: readonly { subject: string; email: string | null }[]): Promise<(string | null)[]>;
  /** Published files among these ids, in any order; others are left out. */
  documents(fileIds: readonly string[]): Promise<readonly CompanyDocument[]>;
  downloadUrl(fileId: string): Promise<string>;
  subscriptions(email: string): Promise<readonly Subscription[]>;
  staff(): Promise<readonly StaffMember[]>;
  definitions(): Promise<Definitions>;
}
