import type { directoryCalls } from '@customer-graph/protocol/directory';
import type { Handlers } from '@customer-graph/subgraph-kit/handlers';
import type { accountsCalls } from './contract.ts';
import { roleOf } from './domain/team.ts';
import type { Loaders } from './loaders.ts';
import type { CrmSource } from './port.ts';
import { crmFactsOf } from './services/crm-facts.ts';
import { readDirectoryEntries, readMembership } from './services/directory.ts';
import type { LookUps } from './services/look-ups.ts';
import type { Team } from './services/team.ts';

/** Implements the calls of the directory. */
export const directoryCommands: Handlers<typeof directoryCalls, Loaders> = {
  membership: (person, { loaders }) => readMembership(person, loaders),
  entries: (request, { loaders }) => readDirectoryEntries(request, loaders),
};

/** Implements the calls of `contract.ts`. */
export const createCommands = (
  source: CrmSource,
  lookUps: LookUps,
  team: Team,
): Handlers<typeof accountsCalls, Loaders> => ({
  directoryEntries: (request, { loaders }) => readDirectoryEntries(request, loaders),

  async crmFacts({ accountIds }) {
    const companies = await source.companies(accountIds);
    return companies.map((company) => company && crmFactsOf(company));
  },

  async accountIds({ after }) {
    const { ids, next } = await source.companyIds(after);
    return { ids: [...ids], next };
  },

  async recordPlan({ accountId, ...plan }) {
    await source.recordPlan(accountId, plan);
    return {};
  },

  claimants: async (claim) => [...(await lookUps.claimants(claim))],

  async noteTicket({ accountId, ticketId, url }) {
    await source.noteTicket(accountId, ticketId, url);
    return {};
  },

  invite: (request, context) => team.invite(request, context),
  setRole: (request, context) => team.setRole(request, context),
  accept: (request, context) => team.accept(request, context),

  async contactName({ contactId }) {
    const [contact] = await source.contacts([contactId]);
    return { name: contact?.name ?? null };
  },

  async memberFacts({ accountId, contactId }) {
    const [[contact], [members = []]] = await Promise.all([
      source.contacts([contactId]),
      source.membersOf([accountId]),
    ]);
    if (!contact) return null;
    const { email, name, isInvitation: mustAccept } = contact;
    return { email, name, role: roleOf(members, contactId), mustAccept };
  },
});
