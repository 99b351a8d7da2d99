import { scopesInSubsidiaries } from '@customer-graph/protocol/roles';
import type { CompanyDocument } from '../domain/document.ts';
import type { AccountResolvers } from '../generated/schema.ts';
import type { CrmSource } from '../port.ts';
import { listedAccount } from '../services/signed-links.ts';
import { isIdAfter, listPage } from './list-page.ts';
import { membersOf } from './member.ts';

/** Sorts by age, and documents of the same age by id. */
const documentPosition = ({ createdAt, id }: CompanyDocument): string =>
  `${String(createdAt).padStart(14, '0')}:${id.padStart(19, '0')}`;

/** The connections of `Account`. */
export const createAccountLists = (
  source: CrmSource,
): Pick<AccountResolvers, 'subsidiaries' | 'members' | 'documents'> => ({
  async subsidiaries(account, page, { loaders, assertion }) {
    const list = listPage('subsidiaries', account.id, page);
    const ids = await source.subsidiaries(account.id);
    const companies = await Promise.all(ids.map((id) => loaders.company.load(id)));
    // The company's own parent property decides here, because it also decides about access to the company by its id.
    const own = companies.flatMap((company) => (company?.parentId === account.id ? [company.id] : []));
    const scopes = scopesInSubsidiaries(assertion.principal.kind, account.scopes);
    return list.of(
      own,
      isIdAfter,
      (id) => listedAccount(id, scopes),
      ({ id }) => id,
    );
  },

  async members(account, { role, ...page }, { loaders }) {
    const list = listPage(`members:${role ?? ''}`, account.id, page);
    const members = membersOf(account, await loaders.members.load(account.id));
    return list.of(
      members.filter((member) => !role || member.role === role),
      ({ contactId }, position) => isIdAfter(contactId, position),
      (member) => member,
      ({ contactId }) => contactId,
    );
  },

  async documents(account, page, { loaders }) {
    const list = listPage('documents', account.id, page);
    const company = await loaders.company.load(account.id);
    const found = await Promise.all((company?.documentIds ?? []).map((id) => loaders.document.load(id)));
    const documents = found
      .filter((document) => document !== null)
      .sort((a, b) => (documentPosition(a) < documentPosition(b) ? 1 : -1));
    return list.of(
      documents,
      (document, position) => documentPosition(document) < position,
      (document) => document,
      documentPosition,
    );
  },
});
