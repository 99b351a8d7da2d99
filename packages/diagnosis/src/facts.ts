import type { Links, Membership } from '@customer-graph/protocol/principal';
import type { Trouble } from './findings.ts';

/** A kind of link from an account to its counterpart in another system. */
export type LinkKind = keyof Links;

/** A link as the directory records it. */
export interface RecordedLink {
  /** The counterpart's id. */
  readonly id: string;
  /** Whether the directory records no counterpart, so that the account's own id stands in. */
  readonly isDefault: boolean;
}

export interface DirectoryAccount {
  readonly id: string;
  readonly name: string | null;
  /** Ids that were merged into this account. Other systems may still use them. */
  readonly formerIds: readonly string[];
  /** Null: the account has no link of this kind. */
  readonly links: Readonly<Record<LinkKind, RecordedLink | null>>;
}

/** Accounts, links and memberships. Only the directory's diagnosis returns them. */
export interface DirectoryFacts {
  readonly accounts: readonly DirectoryAccount[];
  /** Whether `accounts` has every account of the directory. */
  readonly isComplete: boolean;
  /** The place in which an administrator corrects a link, and the variable that configures the place. */
  readonly linkFields: Readonly<Record<LinkKind, { readonly location: string; readonly variable: string }>>;
  readonly members: {
    /** Finds a person's contact and accounts. A contact id of null: no contact matches, or more than one. */
    readonly find: (person: {
      readonly subject: string;
      readonly email: string | null;
    }) => Promise<{ readonly contactId: string | null; readonly memberships: readonly Membership[] }>;
    /** The place in which an administrator gives a contact its subject. */
    readonly subjectLocation: string;
    /** The place in which an administrator gives a contact a role. */
    readonly roleLocation: string;
  };
}

/** The counterparts of accounts in one system. */
export interface Counterparts {
  readonly kind: LinkKind;
  /** The plural noun for findings, such as `customers`. */
  readonly noun: string;
  /** The required value of a link, such as `the id of an existing customer`. */
  readonly linkValue: string;
  /** The consequence of a link without an existing counterpart. */
  readonly breaks: string;
  /** Returns the ids that exist. Rejects if the system cannot be reached. */
  findExisting(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Whether an id that `findExisting` leaves out certainly does not exist. */
  readonly isComplete: boolean;
  /** Problems that matter only for the comparison with the directory. */
  readonly warnings?: readonly Trouble[];
  /** Set if accounts' own ids never name a counterpart, so that the directory must record links. */
  readonly unrecorded?: { readonly says: string; readonly breaks: string; readonly alternative: string };
  /** Set if this system owns the links: its counterparts name accounts. Absent: the directory owns them. */
  readonly ownLinks?: {
    /** Names of counterparts by the link that they carry. */
    readonly byLink: ReadonlyMap<string, readonly string[]>;
    /** The consequence of a counterpart that names no account. */
    readonly unknownBreaks: string;
    readonly remedy: string;
  };
}

/** The plan keys that a system accepts. */
export interface KnownPlans {
  readonly keys: readonly string[];
  /** The consequence of a published plan that is not among the keys. */
  readonly breaks: string;
  readonly remedy: string;
}

/** Facts that the doctor compares between systems. A diagnosis returns those that its system has. */
export interface DiagnosisFacts {
  readonly directory?: DirectoryFacts;
  readonly counterparts?: Counterparts;
  /** Keys of the plans that customers can choose. Only the system with the catalogue returns them. */
  readonly publishedPlanKeys?: readonly string[];
  /** Absent: the system accepts any plan key. */
  readonly knownPlans?: KnownPlans;
}
