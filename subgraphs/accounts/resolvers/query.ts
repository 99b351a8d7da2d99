import { badInput } from '@customer-graph/protocol/errors';
import { accountOf, viewerOf } from '@customer-graph/subgraph-kit/account-reference';
import { createCursors, pageSize, toConnection } from '@customer-graph/subgraph-kit/connections';
import type { RefreshedValue } from '@customer-graph/upstream/refreshed-value';
import type { StaffMember } from '../domain/staff.ts';
import type { QueryResolvers } from '../generated/schema.ts';
import type { CrmSource } from '../port.ts';
import { companyQueryOf } from '../services/account-query.ts';
import { listedAccount } from '../services/signed-links.ts';

export const createQueryResolvers = (
  source: CrmSource,
  staff: RefreshedValue<readonly StaffMember[]>,
): QueryResolvers => ({
  account: (_parent, { id }, { assertion }) => accountOf(assertion, id),
  viewer: (_parent, _arguments, { assertion }) => viewerOf(assertion),

  async accounts(_parent, { first, after, filter }, context) {
    const { loaders, assertion } = context;
    const cursors = createCursors('accounts', JSON.stringify(filter ?? {}));
    const limit = pageSize(first);
    const offset = Number(cursors.decode(after) ?? 0);
    if (!Number.isSafeInteger(offset) || offset < 0) throw badInput('after is not a cursor of this list.');
    const query = await companyQueryOf(filter ?? {}, context, staff);
    const { ids, hasMore } = query
      ? await source.searchCompanies({ ...query, offset, limit })
      : { ids: [], hasMore: false };
    const companies = await Promise.all(ids.map((id) => loaders.company.load(id)));
    const nodes = companies.flatMap((company, index) =>
      // The search index may still contain a deleted company.
      company ? [{ ...listedAccount(company.id, assertion.scopes), position: String(offset + index + 1) }] : [],
    );
    const page = {
      nodes,
      hasNextPage: hasMore,
      ...(ids.length > 0 && { endPosition: String(offset + ids.length) }),
    };
    return toConnection(page, ({ position }) => position, cursors, offset > 0);
  },
});
