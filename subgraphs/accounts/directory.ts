import { mayReach, type AccountsRequest, type DirectoryAccount, type MembershipAnswer, type MembershipRequest } from '../shared/directory.ts';
import type { Context } from './context.ts';
import type { CrmSource } from './port.ts';

/** The commands behind the gateway's directory. */
export const createDirectory = (source: CrmSource) => ({
  async membership({ subject, email }: MembershipRequest, { loaders }: Context): Promise<MembershipAnswer | null> {
    const contactId = await source.findContact({ subject, email });
    if (contactId === null) return null;
    const memberships = await loaders.memberships.load(contactId);
    // A contact without a role anywhere is a stranger like any other.
    if (memberships.length === 0) return null;
    return { contactId, memberships: memberships.map(({ companyId, role }) => ({ accountId: companyId, role })) };
  },

  /** In the order of the ids asked; null for what does not exist and for what the caller may not reach. */
  accounts({ ids, reach }: AccountsRequest, { loaders }: Context): Promise<(DirectoryAccount | null)[]> {
    return Promise.all(
      ids.map(async (id) => {
        const company = await loaders.company.load(id);
        if (company === null || !mayReach(reach, company)) return null;
        return { id: company.id, parentId: company.parentId, links: await loaders.links.load(company) };
      }),
    );
  },
});
