import {
  accountsRequest,
  mayReach,
  membershipRequest,
  type AccountsRequest,
  type DirectoryAccount,
  type MembershipAnswer,
  type MembershipRequest,
} from '../shared/directory.ts';
import { defineCommand } from '../shared/subgraph.ts';
import type { Loaders } from './loaders.ts';

/** The commands behind the gateway's directory. */
export const directoryCommands = {
  membership: defineCommand<Loaders, MembershipRequest>(
    membershipRequest,
    async (person, { loaders }): Promise<MembershipAnswer | null> => {
      const contactId = await loaders.contactOf(person);
      if (contactId === null) return null;
      const memberships = await loaders.memberships.load(contactId);
      // A contact without a role anywhere is a stranger like any other.
      if (memberships.length === 0) return null;
      return { contactId, memberships: memberships.map(({ companyId, role }) => ({ accountId: companyId, role })) };
    },
  ),

  accounts: defineCommand<Loaders, AccountsRequest>(
    accountsRequest,
    ({ ids, reach }, { loaders }): Promise<(DirectoryAccount | null)[]> =>
      Promise.all(
        ids.map(async (id) => {
          const company = await loaders.company.load(id);
          if (company === null || !mayReach(reach, company)) return null;
          const { mergedIds, parentId } = company;
          return { id: company.id, mergedIds: [...mergedIds], parentId, links: await loaders.links.load(company) };
        }),
      ),
  ),
};
