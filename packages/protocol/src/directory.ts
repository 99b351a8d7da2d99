import { z } from 'zod';
import { defineCalls } from './calls.ts';
import { memberRoles } from './roles.ts';

// The calls of the directory: the subgraph that knows memberships and links. The gateway makes them before planning.

/** The input of `membership`: a person, from the verified token. */
export const membershipRequest = z.object({
  /** The token's `sub`. */
  subject: z.string(),
  /** Null unless the token says `email_verified`. */
  email: z.string().nullable(),
});
export type MembershipRequest = z.infer<typeof membershipRequest>;

/** The output of `membership`. Null for an unknown person, and for one without a membership. */
export const membershipAnswer = z
  .object({
    contactId: z.string(),
    memberships: z.array(z.object({ accountId: z.string(), role: z.enum(memberRoles) })),
  })
  .nullable();
export type MembershipAnswer = NonNullable<z.infer<typeof membershipAnswer>>;

/** The accounts that the caller may reach. The directory returns null for any other account. */
const reachSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ANY') }),
  z.object({ kind: z.literal('LISTED'), accountIds: z.array(z.string()) }),
  /** Accounts of a customer. Administrators also reach the subsidiaries of their accounts. */
  z.object({ kind: z.literal('MEMBER'), memberOf: z.array(z.string()), adminOf: z.array(z.string()) }),
]);
export type Reach = z.infer<typeof reachSchema>;

/** The input of `entries`. */
export const accountsRequest = z.object({ ids: z.array(z.string()), reach: reachSchema });
export type AccountsRequest = z.infer<typeof accountsRequest>;

const link = z.discriminatedUnion('state', [
  z.object({ state: z.literal('LINKED'), id: z.string() }),
  z.object({ state: z.literal('MISSING') }),
  z.object({ state: z.literal('DUPLICATE') }),
]);

/** An account as the gateway knows it. */
const directoryAccount = z.object({
  /** The current id: the requested one may have been merged into it. */
  id: z.string(),
  /** Ids that were merged into this account. */
  mergedIds: z.array(z.string()),
  parentId: z.string().nullable(),
  links: z.object({ billing: link, product: link, support: link }),
});
export type DirectoryAccount = z.infer<typeof directoryAccount>;

/** In the order of the requested ids. Null for an account that does not exist or that the caller may not reach. */
export const accountsAnswer = z.array(directoryAccount.nullable());

/** The calls of the subgraph that is declared as the directory. */
export const directoryCalls = defineCalls({
  /** Returns a person's contact and memberships; null for an unknown person or one without a membership. */
  membership: { input: membershipRequest, output: membershipAnswer },
  /** Returns links and parents of accounts. */
  entries: { input: accountsRequest, output: accountsAnswer },
});

type ReachedAccount = { readonly id: string; readonly mergedIds: readonly string[]; readonly parentId: string | null };

/** Returns whether the caller administers the account's parent. */
export const administersParent = (reach: Reach, { parentId }: ReachedAccount): boolean =>
  reach.kind === 'MEMBER' && parentId !== null && reach.adminOf.includes(parentId);

/** Returns whether the caller is a customer without a membership of the account. Only its parent then gives access. */
export const isNotMember = (reach: Reach, { id }: ReachedAccount): boolean =>
  reach.kind === 'MEMBER' && !reach.memberOf.includes(id);

/** Returns whether the caller may reach the account. */
export function mayReach(reach: Reach, account: ReachedAccount): boolean {
  switch (reach.kind) {
    case 'ANY':
      return true;
    case 'LISTED':
      // A grant can still name an id that was merged into this account.
      return [account.id, ...account.mergedIds].some((id) => reach.accountIds.includes(id));
    case 'MEMBER':
      return reach.memberOf.includes(account.id) || administersParent(reach, account);
    default:
      return reach satisfies never;
  }
}
