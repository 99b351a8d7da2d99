import { includesText } from '@customer-graph/subgraph-kit/search';
import type { AccountSearchResolvers } from '../generated/schema.ts';
import { membersOf } from './member.ts';

/** Searches the present members and documents. It uses no search index. */
export const accountSearchResolvers: AccountSearchResolvers = {
  async members({ account, text, first }, _arguments, { loaders }) {
    const members = membersOf(account, await loaders.members.load(account.id));
    const contacts = await Promise.all(members.map(({ contactId }) => loaders.contact.load(contactId)));
    return members
      .filter((_member, index) => includesText([contacts[index]?.name ?? null, contacts[index]?.email ?? null], text))
      .slice(0, first);
  },

  async documents({ account, text, first }, _arguments, { loaders }) {
    const ids = (await loaders.company.load(account.id))?.documentIds ?? [];
    const documents = await Promise.all(ids.map((id) => loaders.document.load(id)));
    return documents
      .filter((document) => document !== null)
      .filter(({ name }) => includesText([name], text))
      .sort((a, b) => b.createdAt - a.createdAt)
      .slice(0, first);
  },
};
