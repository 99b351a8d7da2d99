import { given } from '../shared/mutation.ts';
import { accountsRequest, type AccountsRequest } from '../shared/directory.ts';
import {
  claimQuestion,
  inviteRequest,
  memberQuestion,
  accountsPage,
  ofAccounts,
  planRecord,
  roleRequest,
  ticketNote,
  type ClaimQuestion,
  type CrmFacts,
  type InviteRequest,
  type MemberQuestion,
  type AccountsPage,
  type OfAccounts,
  type PlanRecord,
  type RoleRequest,
  type TicketNote,
} from '../shared/steps.ts';
import { defineCommand } from '../shared/subgraph.ts';
import { directoryCommands } from './directory.ts';
import type { Loaders } from './loaders.ts';
import type { LookUps } from './lookups.ts';
import type { CrmSource } from './port.ts';
import type { Team } from './team.ts';

/** The CRM's part of what goes over several systems. */
export const createSteps = (source: CrmSource, lookUps: LookUps, team: Team) => ({
  /** Where accounts are in the other systems: for the consistency subgraph, which acts for everybody. */
  places: defineCommand<Loaders, AccountsRequest>(accountsRequest, (request, context) =>
    directoryCommands.accounts.run(request, context),
  ),

  crmFacts: defineCommand<Loaders, OfAccounts>(ofAccounts, async ({ accountIds }): Promise<(CrmFacts | null)[]> => {
    const companies = await source.companies(accountIds);
    return companies.map(
      (company) =>
        company && {
          planKey: company.planKey,
          seats: company.seats,
          status: company.status,
          renewsOn: company.planRenewsOn,
        },
    );
  }),

  accountIds: defineCommand<Loaders, AccountsPage>(accountsPage, ({ after }) => source.companyIds(after)),

  recordPlan: defineCommand<Loaders, PlanRecord>(planRecord, async ({ accountId, ...plan }) => {
    await source.recordPlan(accountId, given(plan));
    return {};
  }),

  claimants: defineCommand<Loaders, ClaimQuestion>(claimQuestion, async (claim) => [
    ...(await lookUps.claimants(claim)),
  ]),

  noteTicket: defineCommand<Loaders, TicketNote>(ticketNote, async ({ accountId, ticketId, url }) => {
    await source.noteTicket(accountId, ticketId, url);
    return {};
  }),

  invite: defineCommand<Loaders, InviteRequest>(inviteRequest, (request, context) => team.invite(request, context)),
  setRole: defineCommand<Loaders, RoleRequest>(roleRequest, (request, context) => team.setRole(request, context)),

  memberFacts: defineCommand<Loaders, MemberQuestion>(memberQuestion, async ({ accountId, contactId }) => {
    const [[contact], [members]] = await Promise.all([source.contacts([contactId]), source.membersOf([accountId])]);
    if (!contact) return null;
    return {
      email: contact.email,
      name: contact.name,
      role: members?.find((member) => member.contactId === contactId)?.role ?? null,
    };
  }),
});
