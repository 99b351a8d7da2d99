import {
  mayReach,
  type AccountsRequest,
  type DirectoryAccount,
  type MembershipAnswer,
  type MembershipRequest,
} from '@customer-graph/protocol/directory';
import type { Loaders } from '../loaders.ts';

/** A person's contact and memberships. Null: the person is unknown, or has a role in no account and so no access. */
export async function readMembership(person: MembershipRequest, loaders: Loaders): Promise<MembershipAnswer | null> {
  const contactId = await loaders.contactOf(person);
  if (contactId === null) return null;
  const memberships = await loaders.memberships.load(contactId);
  if (memberships.length === 0) return null;
  return { contactId, memberships: memberships.map(({ companyId, role }) => ({ accountId: companyId, role })) };
}

/** Links and parents of accounts, in the order of the ids. Null: the account does not exist or is out of reach. */
export const readDirectoryEntries = (
  { ids, reach }: AccountsRequest,
  loaders: Loaders,
): Promise<(DirectoryAccount | null)[]> =>
  Promise.all(
    ids.map(async (id) => {
      const company = await loaders.company.load(id);
      if (company === null || !mayReach(reach, company)) return null;
      const { mergedIds, parentId } = company;
      return { id: company.id, mergedIds: [...mergedIds], parentId, links: await loaders.links.load(company) };
    }),
  );
