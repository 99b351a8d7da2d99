import type { MemberRole, Scope } from './roles.ts';

/** The counterpart of an account in another system. */
export type Link =
  | { readonly state: 'LINKED'; readonly id: string }
  /** No counterpart is recorded. */
  | { readonly state: 'MISSING' }
  /** Two accounts have the same counterpart. It must not be read: it could show one customer's data to the other. */
  | { readonly state: 'DUPLICATE' };

/** The counterparts of one account. */
export interface Links {
  /** The billing system's customer. */
  readonly billing: Link;
  /** The product's tenant. */
  readonly product: Link;
  /** The help desk's organization: its external id or its own id, as ZENDESK_ORGANIZATION_KEY says. */
  readonly support: Link;
}

/** A customer's role in one account. */
export interface Membership {
  readonly accountId: string;
  readonly role: MemberRole;
}

/** The authenticated caller. Staff and partners come from signed claims, customers from the CRM. */
export type Principal =
  | { readonly kind: 'ANONYMOUS' }
  | {
      readonly kind: 'CUSTOMER';
      /** The token's `sub`. */
      readonly subject: string;
      /** The contact in the CRM; null if the CRM has no contact for this token. */
      readonly contactId: string | null;
      /** The token's `name`. */
      readonly name: string | null;
      /** Null unless the token says `email_verified`. */
      readonly email: string | null;
      readonly memberships: readonly Membership[];
    }
  | {
      readonly kind: 'STAFF';
      readonly subject: string;
      readonly name: string | null;
      /** Null unless the token says `email_verified`. */
      readonly email: string | null;
    }
  | {
      readonly kind: 'PARTNER';
      readonly subject: string;
      readonly name: string | null;
      readonly accountIds: readonly string[];
    };

/** The caller's access to one account, and the account's counterparts. */
export interface AccountAccess {
  /** The current id. It differs from the requested id after a merge. */
  readonly id: string;
  /** Ids that were merged into this account. Other systems can still use them. */
  readonly formerIds: readonly string[];
  readonly links: Links;
  readonly scopes: readonly Scope[];
  /** Whether the caller sees only their own tickets of the account. */
  readonly ownTicketsOnly: boolean;
}

/** Everything that a subgraph knows about the caller. Signed by the gateway; a subgraph trusts no other source. */
export interface Assertion {
  readonly principal: Principal;
  /** Scopes in the viewer's account; for staff and partners, in every account that they may reach. */
  readonly scopes: readonly Scope[];
  /** Null for a caller without an account. */
  readonly viewerAccountId: string | null;
  /** By requested id, which can be a former id. */
  readonly accounts: Readonly<Record<string, AccountAccess>>;
  /** Unique for each gateway request, never chosen by a client. Loaded data is shared only within one request. */
  readonly requestId: string;
  /** The request id that the client sees. Only for the log. */
  readonly traceId: string;
  /** The deadline of all work; milliseconds since the epoch. */
  readonly deadline: number;
  /** The time at which the client stops waiting, if earlier: a write may continue after it. Milliseconds since the epoch. */
  readonly answerBy?: number;
  /** Only for a subgraph that serves downloads: the gateway's address, as the client reaches it, to which links are appended. */
  readonly filesUrl?: string;
}
