import { cursorsOf, pageSize, toConnection } from '../../shared/connections.ts';
import { accountOf, viewerOf } from '../../shared/account-reference.ts';
import { badInput } from '../../shared/errors.ts';
import type { Held } from '../../shared/held.ts';
import type { StaffMember } from '../domain/staff.ts';
import type { AccountFilter, QueryResolvers } from '../generated/schema.ts';
import type { CompanyQuery, CrmSource } from '../port.ts';
import { listedAccount } from './links.ts';
import type { Context } from '../context.ts';

const maxTextLength = 200;

export const createQueryResolvers = (source: CrmSource, staff: Held<readonly StaffMember[]>): QueryResolvers => ({
  account: (_parent, { id }, { assertion }) => accountOf(assertion, id),
  viewer: (_parent, _arguments, { assertion }) => viewerOf(assertion),

  async accounts(_parent, { first, after, filter }, context) {
    const { loaders, assertion } = context;
    const cursors = cursorsOf('accounts', JSON.stringify(filter ?? {}));
    const limit = pageSize(first);
    const position = cursors.decode(after);
    const offset = position === null ? 0 : Number(position);
    if (!Number.isSafeInteger(offset) || offset < 0) throw badInput('after is not a cursor of this list.');
    const query = await toCompanyQuery(filter ?? {}, context, staff);
    const matches =
      query === null ? { ids: [], hasMore: false } : await source.searchCompanies({ ...query, offset, limit });
    const companies = await Promise.all(matches.ids.map((id) => loaders.company.load(id)));
    const nodes = companies.flatMap((company, index) =>
      // The index may still know a company that is gone.
      company === null
        ? []
        : [{ ...listedAccount(company.id, assertion.scopes), position: String(offset + index + 1) }],
    );
    const page = {
      nodes,
      hasNextPage: matches.hasMore,
      ...(matches.ids.length > 0 && { endPosition: String(offset + matches.ids.length) }),
    };
    return toConnection(page, (node) => node.position, cursors, offset > 0);
  },
});

/** Null where nothing can match. */
async function toCompanyQuery(
  filter: AccountFilter,
  { assertion: { principal }, loaders }: Context,
  staff: Held<readonly StaffMember[]>,
): Promise<Omit<CompanyQuery, 'offset' | 'limit'> | null> {
  const text = filter.text?.trim();
  if (text !== undefined && text.length > maxTextLength)
    throw badInput(`filter.text must have at most ${maxTextLength} characters.`);
  const query: Omit<CompanyQuery, 'offset' | 'limit'> = {
    ...(text && { text }),
    ...(filter.status && { status: filter.status }),
    ...(filter.planKey && { planKey: filter.planKey }),
  };
  if (principal.kind === 'PARTNER') {
    // A grant may still name an id that was merged into another.
    const granted = await Promise.all(principal.accountIds.map((id) => loaders.company.load(id)));
    return withManager({ ...query, ids: granted.flatMap((company) => (company ? [company.id] : [])) });
  }
  return withManager(query);

  async function withManager(
    found: Omit<CompanyQuery, 'offset' | 'limit'>,
  ): Promise<Omit<CompanyQuery, 'offset' | 'limit'> | null> {
    if (!filter.managedByMe) return found;
    if (principal.kind !== 'STAFF') throw badInput('filter.managedByMe is for staff.');
    const email = principal.email?.toLowerCase();
    const owner =
      email === undefined ? undefined : (await staff.get()).find((member) => member.email?.toLowerCase() === email);
    return owner ? { ...found, ownerId: owner.id } : null;
  }
}
