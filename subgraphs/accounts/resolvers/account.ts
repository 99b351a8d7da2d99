import type { LinksVerifier } from '@customer-graph/protocol/signed-links';
import { resolveAccountReference } from '@customer-graph/subgraph-kit/account-reference';
import { toDateTime, toInt32 } from '@customer-graph/subgraph-kit/scalars';
import { createSearch } from '@customer-graph/subgraph-kit/search';
import type { RefreshedValue } from '@customer-graph/upstream/refreshed-value';
import type { CrmNames } from '../config.ts';
import type { Context } from '../context.ts';
import type { Company } from '../domain/company.ts';
import type { Definitions } from '../domain/definitions.ts';
import type { StaffMember } from '../domain/staff.ts';
import type { AccountResolvers } from '../generated/schema.ts';
import type { CrmSource } from '../port.ts';
import { crmFactsOf } from '../services/crm-facts.ts';
import type { OnboardingOf } from '../services/onboarding.ts';
import type { AccountParent, SignLinks } from '../services/signed-links.ts';
import { createAccountLists } from './account-lists.ts';

export interface AccountDependencies {
  readonly source: CrmSource;
  readonly names: CrmNames;
  readonly staff: RefreshedValue<readonly StaffMember[]>;
  readonly definitions: RefreshedValue<Definitions>;
  readonly onboardingOf: OnboardingOf;
  readonly signLinks: SignLinks;
  readonly verifier: LinksVerifier;
}

const companyOf = ({ id }: AccountParent, { loaders }: Context): Promise<Company | null> => loaders.company.load(id);

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
  search: (account, request) => createSearch(account, request),

  name: async (account, _arguments, context) => (await companyOf(account, context))?.name ?? null,
  domain: async (account, _arguments, context) => (await companyOf(account, context))?.domain ?? null,
  phone: async (account, _arguments, context) => (await companyOf(account, context))?.phone ?? null,
  address: async (account, _arguments, context) => (await companyOf(account, context))?.address ?? null,
  industry: async (account, _arguments, context) => (await companyOf(account, context))?.industry ?? null,
  status: async (account, _arguments, context) => (await companyOf(account, context))?.status ?? null,
  seats: async (account, _arguments, context) => toInt32((await companyOf(account, context))?.seats ?? null),
  seatCount: async (account, _arguments, context) => (await companyOf(account, context))?.seats ?? null,

  async plan(account, _arguments, context) {
    const company = await companyOf(account, context);
    if (!company?.planKey) return null;
    const { company: properties } = await definitions.get();
    const name = properties.get(names.company.plan)?.options.get(company.planKey) ?? company.planKey;
    const { planKey: key, planRenewsOn, planEndsOn: endsOn } = company;
    return { key, name, renewsOn: endsOn === null ? planRenewsOn : null, endsOn };
  },

  async accountManager(account, _arguments, context) {
    const company = await companyOf(account, context);
    if (!company?.ownerId) return null;
    return (await staff.get()).find(({ id }) => id === company.ownerId) ?? null;
  },

  async parent(account, _arguments, context) {
    const company = await companyOf(account, context);
    return company?.parentId ? { id: company.parentId } : null;
  },

  ...createAccountLists(source),

  onboarding: (account, _arguments, context) => onboardingOf(account, context),

  async crmFacts(account, _arguments, context) {
    const company = await companyOf(account, context);
    return company && crmFactsOf(company);
  },

  async source(account, _arguments, context) {
    await companyOf(account, context);
    return { system: 'CRM', asOf: toDateTime(context.startedAt) };
  },
});
