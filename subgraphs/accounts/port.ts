import type { MemberRole } from '@customer-graph/protocol/roles';
import type { WebhookAnswer, WebhookRequest } from '@customer-graph/protocol/webhook';
import type { AccountStatus, Company } from './domain/company.ts';
import type { CompanyChange } from './domain/company-change.ts';
import type { ContactChange } from './domain/contact-change.ts';
import type { Definitions } from './domain/definitions.ts';
import type { CompanyDocument } from './domain/document.ts';
import type { ClaimedSystem } from './domain/links.ts';
import type { Contact, Subscription } from './domain/member.ts';
import type { StaffMember } from './domain/staff.ts';
import type { TeamMember } from './domain/team.ts';

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
  /** Last modified first. The search index may be stale: read the companies before showing them. */
  readonly ids: readonly string[];
  /** Whether another page can be read. A search ends after its first 10,000 results. */
  readonly hasMore: boolean;
}

/** Ids of companies by the counterpart that they claim, for each system. */
export type Claims = Readonly<Record<ClaimedSystem, ReadonlyMap<string, readonly string[]>>>;

/** MISSING: the record does not exist. REFUSED: the CRM does not accept a value. */
export type WriteResult = 'DONE' | 'MISSING' | 'REFUSED';

/** Values to record for a company's plan. Absent values stay as they are; null removes a value. */
export interface PlanChange {
  readonly planKey?: string | null;
  readonly seats?: number;
  readonly status?: AccountStatus;
  readonly renewsOn?: string | null;
  readonly endsOn?: string | null;
}

/** A person to invite, as the inviter typed it. */
export interface Invited {
  readonly email: string;
  readonly name: string | null;
  readonly companyId: string;
}

/**
 * The CRM, as the accounts subgraph needs it. Batches return their results in the order of the requested ids. An absent value is
 * null or an empty list. Every failure is thrown as a `GraphError`.
 */
export interface CrmSource extends AsyncDisposable {
  /** Verifies the signature of a webhook and returns its events. Makes no request. */
  readWebhook(request: WebhookRequest): WebhookAnswer;
  /** The id of a merged company returns the company that it was merged into. */
  companies(ids: readonly string[]): Promise<(Company | null)[]>;
  searchCompanies(query: CompanyQuery): Promise<CompanyMatches>;
  /** One page of all company ids. `next` is `after` for the next page; null: this is the last page. */
  companyIds(after: string | null): Promise<{ readonly ids: readonly string[]; readonly next: string | null }>;
  /** The companies that claim these counterparts. */
  claims(counterparts: Readonly<Record<ClaimedSystem, readonly string[]>>): Promise<Claims>;
  /** Ids of the companies below the company. */
  subsidiaries(companyId: string): Promise<readonly string[]>;
  contacts(ids: readonly string[]): Promise<(Contact | null)[]>;
  /** Contacts with a role in the company, by contact id. */
  membersOf(companyIds: readonly string[]): Promise<(readonly TeamMember[])[]>;
  /** Companies in which the contact has a role, by company id. */
  membershipsOf(contactId: string): Promise<readonly { companyId: string; role: MemberRole }[]>;
  /**
   * For each person the contact with the subject. Without one: the contact with the e-mail address and no subject.
   * Two matches count as none.
   */
  findContacts(people: readonly { subject: string; email: string | null }[]): Promise<(string | null)[]>;
  /** The published files among these ids, in any order. */
  documents(fileIds: readonly string[]): Promise<readonly CompanyDocument[]>;
  updateCompany(id: string, change: CompanyChange): Promise<WriteResult>;
  updateContact(id: string, change: ContactChange): Promise<WriteResult>;
  /** Records the completion time of an onboarding step in its property; milliseconds since the epoch. */
  completeStep(companyId: string, property: string, at: number): Promise<void>;
  /** Subscribes the address to a kind of mail, or unsubscribes it. */
  setSubscribed(email: string, key: string, subscribed: boolean): Promise<'DONE' | 'REFUSED'>;
  recordPlan(companyId: string, plan: PlanChange): Promise<void>;
  /** Does not use the search index, so it finds new contacts at once. */
  contactByEmail(email: string): Promise<string | null>;
  /** Whether the contact is associated with the company, with or without a role. */
  isContactOf(contactId: string, companyId: string): Promise<boolean>;
  /** Creates an invited contact of the company. TAKEN: the CRM has a contact with the address. REFUSED: it does not accept it. */
  inviteContact(person: Invited): Promise<{ readonly contactId: string } | 'TAKEN' | 'REFUSED'>;
  /** The contact that stands for the invited person in the company. Does not use the search index. */
  invitationOf(companyId: string, email: string): Promise<string | null>;
  /**
   * Creates a contact of the company that stands for an invited person, and returns its id. It shows only what is given here.
   * An existing one is returned.
   */
  createInvitation(person: Invited): Promise<string>;
  /** The contacts that stand for the person with the address. */
  invitationsTo(email: string): Promise<readonly string[]>;
  /** Deletes the contact that stood for the person, and records that the person uses the portal. */
  settleInvitation(invitationId: string, contactId: string): Promise<void>;
  /** Adds a note with a link to the ticket to the company. An existing note with the link stays the only one. */
  noteTicket(companyId: string, ticketId: string, url: string): Promise<void>;
  /** Replaces the contact's role in the company; null removes it. Other association labels stay. */
  setRole(companyId: string, contactId: string, role: MemberRole | null): Promise<void>;
  downloadUrl(fileId: string): Promise<string>;
  subscriptions(email: string): Promise<readonly Subscription[]>;
  staff(): Promise<readonly StaffMember[]>;
  definitions(): Promise<Definitions>;
}
