import { z } from 'zod';
import { memberRoles } from './roles.ts';

/** What the gateway asks the accounts subgraph before it plans. Never published: signed commands alone lead here. */

export const membershipRequest = z.object({
  subject: z.string(),
  /** Only an address that the identity provider vouches for. */
  email: z.string().nullable(),
});
export type MembershipRequest = z.infer<typeof membershipRequest>;

export const membershipAnswer = z
  .object({
    contactId: z.string(),
    memberships: z.array(z.object({ accountId: z.string(), role: z.enum(memberRoles) })),
  })
  .nullable();
export type MembershipAnswer = NonNullable<z.infer<typeof membershipAnswer>>;

/** Which accounts the caller may go to. Others are not answered, and nothing more is read for them. */
const reach = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ANY') }),
  z.object({ kind: z.literal('LISTED'), accountIds: z.array(z.string()) }),
  z.object({ kind: z.literal('MEMBER'), memberOf: z.array(z.string()), adminOf: z.array(z.string()) }),
]);
export type Reach = z.infer<typeof reach>;

export const accountsRequest = z.object({ ids: z.array(z.string()), reach });
export type AccountsRequest = z.infer<typeof accountsRequest>;

const link = z.discriminatedUnion('state', [
  z.object({ state: z.literal('LINKED'), id: z.string() }),
  z.object({ state: z.literal('MISSING') }),
  z.object({ state: z.literal('DUPLICATE') }),
]);

const directoryAccount = z.object({
  /** The present id: the one asked for may have been merged into it. */
  id: z.string(),
  mergedIds: z.array(z.string()),
  parentId: z.string().nullable(),
  links: z.object({ billing: link, product: link, support: link }),
});
export type DirectoryAccount = z.infer<typeof directoryAccount>;

/** In the order of the ids asked; null for what does not exist and for what is out of reach. */
export const accountsAnswer = z.array(directoryAccount.nullable());

type Place = { readonly id: string; readonly mergedIds: readonly string[]; readonly parentId: string | null };

/** Whether the caller administers the account's parent. */
export const throughParent = (by: Reach, { parentId }: Place): boolean =>
  by.kind === 'MEMBER' && parentId !== null && by.adminOf.includes(parentId);

/** Whether the caller comes to the account by its parent alone. */
export const onlyThroughParent = (by: Reach, { id }: Place): boolean =>
  by.kind === 'MEMBER' && !by.memberOf.includes(id);

export function mayReach(by: Reach, place: Place): boolean {
  switch (by.kind) {
    case 'ANY':
      return true;
    case 'LISTED':
      // A grant may still name an id that was merged into this one.
      return [place.id, ...place.mergedIds].some((id) => by.accountIds.includes(id));
    case 'MEMBER':
      return by.memberOf.includes(place.id) || throughParent(by, place);
    default:
      return by satisfies never;
  }
}
