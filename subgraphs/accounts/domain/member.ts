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

/** One kind of mail, and whether the person receives it. */
export interface Subscription {
  readonly key: string;
  readonly name: string;
  readonly subscribed: boolean;
  /** Whether the person has chosen, or the CRM's default applies. */
  readonly isChosen: boolean;
}
