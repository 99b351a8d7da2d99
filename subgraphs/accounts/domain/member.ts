import type { MemberRole } from '../../shared/roles.ts';

export type MemberStatus = 'INVITED' | 'ACTIVE';

/** A contact as the CRM has it. */
export interface Contact {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly jobTitle: string | null;
  readonly phone: string | null;
  readonly status: MemberStatus | null;
}

/** A contact in a company by virtue of a role; the contact itself is read when it is asked for. */
export interface MemberRef {
  readonly accountId: string;
  readonly contactId: string;
  readonly role: MemberRole;
}

/** One kind of mail, and whether a person receives it. */
export interface Subscription {
  readonly key: string;
  readonly name: string;
  readonly subscribed: boolean;
}
