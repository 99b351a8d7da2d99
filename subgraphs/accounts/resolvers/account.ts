import { resolveAccountReference } from '../../shared/account-reference.ts';
import type { LinksVerifier } from '../../shared/assertion/links.ts';
import { cursorsOf, pageSize, toConnection } from '../../shared/connections.ts';
import type { Held } from '../../shared/held.ts';
import { scopesInSubsidiaries } from '../../shared/roles.ts';
import { toDateTime } from '../../shared/scalars.ts';
import { searchOf } from '../../shared/search.ts';
import type { CrmNames } from '../config.ts';
import type { Context } from '../context.ts';
import type { Company } from '../domain/company.ts';
import type { Definitions } from '../domain/definitions.ts';
import type { CompanyDocument } from '../domain/document.ts';
import type { StaffMember } from '../domain/staff.ts';
import type { AccountResolvers } from '../generated/schema.ts';
import type { CrmSource } from '../port.ts';
import { listedAccount, type AccountParent, type SignLinks } from './links.ts';
import { membersOf } from './member.ts';
import type { OnboardingOf } from './onboarding.ts';

export interface AccountDependencies {
  readonly source: CrmSource;
  readonly names: CrmNames;
  readonly staff: Held<readonly StaffMember[]>;
  readonly definitions: Held<Definitions>;
  readonly onboardingOf: OnboardingOf;
  readonly signLinks: SignLinks;
  readonly verifier: LinksVerifier;
}

const companyOf = ({ id }: AccountParent, { loaders }: Context): Promise<Company | null> => loaders.company.load(id);

/** A page of a whole list in memory: HubSpot gives associations all at once. What the cursor named may be gone: the page goes on after its place. */
function slice<T>(items: readonly T[], isAfter: (item: T) => boolean, first: number) {
  const rest = items.filter(isAfter);
  return { nodes: rest.slice(0, first), hasNextPage: rest.length > first };
}

const byId = (position: string | null) => (id: string) =>
  position === null || BigInt(id) > BigInt(/^\d{1,19}$/.test(position) ? position : '0');

/** Newest first, and by id where two are as old. */
const documentPosition = ({ createdAt, id }: CompanyDocument): string =>
  `${String(createdAt).padStart(14, '0')}:${id.padStart(19, '0')}`;

export const createAccountResolvers = ({
  source,
  names,
  staff,
  definitions,
  onboardingOf,
  signLinks,
  verifier,
}: AccountDependencies): AccountResolvers => ({
  __resolveReference: ({ id, links }, { assertion }) => resolveAccountReference({ id, links }, assertion, verifier),

  links: (account, _arguments, context) => signLinks(account, context),
  search: (account, request) => searchOf(account, request),

  name: async (account, _arguments, context) => (await companyOf(account, context))?.name ?? null,
  domain: async (account, _arguments, context) => (await companyOf(account, context))?.domain ?? null,
  phone: async (account, _arguments, context) => (await companyOf(account, context))?.phone ?? null,
  address: async (account, _arguments, context) => (await companyOf(account, context))?.address ?? null,
  industry: async (account, _arguments, context) => (await companyOf(account, context))?.industry ?? null,
  status: async (account, _arguments, context) => (await companyOf(account, context))?.status ?? null,
  seats: async (account, _arguments, context) => (await companyOf(account, context))?.seats ?? null,

  async plan(account, _arguments, context) {
    const company = await companyOf(account, context);
    if (!company?.planKey) return null;
    const { company: properties } = await definitions.get();
    const name = properties.get(names.company.plan)?.options.get(company.planKey) ?? company.planKey;
    return { key: company.planKey, name, renewsOn: company.planRenewsOn };
  },

  async accountManager(account, _arguments, context) {
    const company = await companyOf(account, context);
    if (!company?.ownerId) return null;
    return (await staff.get()).find((member) => member.id === company.ownerId) ?? null;
  },

  async parent(account, _arguments, context) {
    const company = await companyOf(account, context);
    return company?.parentId ? { id: company.parentId } : null;
  },

  async subsidiaries(account, { first, after }, { loaders, assertion }) {
    const cursors = cursorsOf('subsidiaries', account.id);
    const size = pageSize(first);
    const position = cursors.decode(after);
    const ids = await source.subsidiaries(account.id);
    const companies = await Promise.all(ids.map((id) => loaders.company.load(id)));
    // The company's own word on its parent decides: the same word that opens it by its id.
    const own = companies.flatMap((company) => (company?.parentId === account.id ? [company.id] : []));
    const scopes = scopesInSubsidiaries(assertion.principal.kind, account.scopes);
    const page = slice(own, byId(position), size);
    const nodes = page.nodes.map((id) => listedAccount(id, scopes));
    return toConnection({ ...page, nodes }, (node) => node.id, cursors, position !== null);
  },

  async members(account, { first, after, role }, { loaders }) {
    const cursors = cursorsOf(`members:${role ?? ''}`, account.id);
    const size = pageSize(first);
    const position = cursors.decode(after);
    const members = (await loaders.members.load(account.id)).filter((member) => !role || member.role === role);
    const page = slice(members, ({ contactId }) => byId(position)(contactId), size);
    return toConnection(
      { ...page, nodes: membersOf(account, page.nodes) },
      (node) => node.contactId,
      cursors,
      position !== null,
    );
  },

  async documents(account, { first, after }, context) {
    const cursors = cursorsOf('documents', account.id);
    const size = pageSize(first);
    const position = cursors.decode(after);
    const company = await companyOf(account, context);
    const found = await Promise.all((company?.documentIds ?? []).map((id) => context.loaders.document.load(id)));
    const documents = found
      .filter((document): document is CompanyDocument => document !== null)
      .sort((a, b) => (documentPosition(a) < documentPosition(b) ? 1 : -1));
    const page = slice(documents, (document) => position === null || documentPosition(document) < position, size);
    return toConnection(page, documentPosition, cursors, position !== null);
  },

  onboarding: (account, _arguments, context) => onboardingOf(account, context),

  async source(account, _arguments, context) {
    await companyOf(account, context);
    return { system: 'CRM', asOf: toDateTime(context.startedAt) };
  },
});
