import type { MemberRole, Scope } from './roles.ts';

/** Whether an account has a counterpart in another system. */
export type Link =
  | { readonly state: 'LINKED'; readonly id: string }
  /** Nobody said which counterpart belongs to the account. */
  | { readonly state: 'MISSING' }
  /** Two companies claim the same counterpart: nobody reads through it. */
  | { readonly state: 'DUPLICATE' };

export interface Links {
  /** The billing system's customer. */
  readonly billing: Link;
  /** The product's tenant. */
  readonly product: Link;
  /** The help desk's organization, as the help desk is asked for it: by its external id, or by its own. */
  readonly support: Link;
}

export interface Membership {
  readonly accountId: string;
  readonly role: MemberRole;
}

export type Principal =
  | { readonly kind: 'ANONYMOUS' }
  | {
      readonly kind: 'CUSTOMER';
      readonly subject: string;
      /** The contact in the CRM; null where the CRM knows nobody by this token. */
      readonly contactId: string | null;
      /** As the token has it. */
      readonly name: string | null;
      /** Only where the identity provider vouches for it. */
      readonly email: string | null;
      readonly memberships: readonly Membership[];
    }
  | {
      readonly kind: 'STAFF';
      readonly subject: string;
      readonly name: string | null;
      /** Only where the identity provider vouches for it. */
      readonly email: string | null;
    }
  | {
      readonly kind: 'PARTNER';
      readonly subject: string;
      readonly name: string | null;
      readonly accountIds: readonly string[];
    };

/** What the caller may do in one account, and where its counterparts are. */
export interface AccountAccess {
  /** The account's present id: an id that was merged into another is answered under the new one. */
  readonly id: string;
  /** Ids that were merged into it: other systems may still know it by one of them. */
  readonly formerIds: readonly string[];
  readonly links: Links;
  readonly scopes: readonly Scope[];
  /** Whether the caller follows their own tickets alone, and nobody else's of the account. */
  readonly ownTicketsOnly: boolean;
}

/** Everything a subgraph knows about the caller, and all that it believes. */
export interface Assertion {
  readonly principal: Principal;
  /** What the caller may do in the viewer's account; for staff and partners: anywhere they may go. */
  readonly scopes: readonly Scope[];
  readonly viewerAccountId: string | null;
  /** By the id that was asked for. */
  readonly accounts: Readonly<Record<string, AccountAccess>>;
  /** One gateway request: what is loaded for it may be shared within it, and nowhere else. Never chosen by a client. */
  readonly requestId: string;
  /** The request as the client knows it: for the log. */
  readonly traceId: string;
  /** When everything has to be done; milliseconds since the epoch. */
  readonly deadline: number;
  /** When the client stops waiting, where that is earlier: a change is given more time than the client has. */
  readonly answerBy?: number;
}
