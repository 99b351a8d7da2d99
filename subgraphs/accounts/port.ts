import type { WebhookAnswer, WebhookRequest } from '../shared/webhook.ts';
import type { MemberRole } from '../shared/roles.ts';
import type { AccountStatus, Company } from './domain/company.ts';
import type { CompanyChange } from './domain/company-change.ts';
import type { ContactChange } from './domain/contact-change.ts';
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
  /** Whether what somebody sent is the vendor's, and what it is about. No I/O. */
  readWebhook(request: WebhookRequest): WebhookAnswer;
  /** An id that was merged into another company yields that company. */
  companies(ids: readonly string[]): Promise<(Company | null)[]>;
  searchCompanies(query: CompanyQuery): Promise<CompanyMatches>;
  /** Every company, a page at a time, by what the page before said is next. */
  companyIds(after: string | null): Promise<{ readonly ids: readonly string[]; readonly next: string | null }>;
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
  /** Missing: there is no such company any more. Refused: the CRM does not take a value. */
  updateCompany(id: string, change: CompanyChange): Promise<'DONE' | 'MISSING' | 'REFUSED'>;
  /** As for a company. */
  updateContact(id: string, change: ContactChange): Promise<'DONE' | 'MISSING' | 'REFUSED'>;
  /** Marks a step of being set up as done, by the property that holds when; milliseconds since the epoch. */
  completeStep(companyId: string, property: string, at: number): Promise<void>;
  /** Whether the address receives this kind of mail from now on. */
  setSubscribed(email: string, key: string, subscribed: boolean): Promise<void>;
  /** What is left out stays as it is. */
  recordPlan(
    companyId: string,
    plan: { planKey?: string; seats?: number; status?: AccountStatus; renewsOn?: string },
  ): Promise<void>;
  /** Found at once, and not through the search. */
  contactByEmail(email: string): Promise<string | null>;
  /** Whether the CRM says that they have anything to do with one another, with or without a role. */
  isContactOf(contactId: string, companyId: string): Promise<boolean>;
  /** Makes a contact of the company, as somebody who was invited; one with the address that was made meanwhile stays as it is. Null: the CRM does not take the address. */
  inviteContact(person: { email: string; name: string | null; companyId: string }): Promise<string | null>;
  /** A note on the company that leads to the ticket; one that is there already stays the only one. */
  noteTicket(companyId: string, ticketId: string, url: string): Promise<void>;
  /** Gives a contact this role in the company and no other; null: none. What else the CRM says of the two stays. */
  setRole(companyId: string, contactId: string, role: MemberRole | null): Promise<void>;
  downloadUrl(fileId: string): Promise<string>;
  subscriptions(email: string): Promise<readonly Subscription[]>;
  staff(): Promise<readonly StaffMember[]>;
  definitions(): Promise<Definitions>;
}
