export type MemberStatus = 'INVITED' | 'ACTIVE';

/** A contact as the CRM has it. */
export interface Contact {
  readonly id: string;
  readonly name: string | null;
  /** For an invitation the invited address. */
  readonly email: string | null;
  readonly jobTitle: string | null;
  readonly phone: string | null;
  readonly status: MemberStatus | null;
  /** Whether the contact only stands for an invited person, who must accept before they have access. */
  readonly isInvitation: boolean;
}

/** One kind of mail, and whether the person receives it. */
export interface Subscription {
  readonly key: string;
  readonly name: string;
  readonly subscribed: boolean;
  /** Whether the person has chosen, or the CRM's default applies. */
  readonly isChosen: boolean;
}
