import { z } from 'zod';
import { accountInput, accountsInput } from '@customer-graph/protocol/account-input';
import { defineCalls, noOutput } from '@customer-graph/protocol/calls';
import { accountsAnswer, accountsRequest } from '@customer-graph/protocol/directory';
import { outcomeOf } from '@customer-graph/protocol/outcome';
import { memberRoles } from '@customer-graph/protocol/roles';
import { accountStatuses } from './domain/company.ts';

/** Calls that the accounts subgraph answers to other subgraphs. Never published. */

/** Plan and status as the CRM has them. Null: the company does not exist. */
export const crmFacts = z
  .object({
    planKey: z.string().nullable(),
    seats: z.number().nullable(),
    status: z.enum(accountStatuses).nullable(),
    /** YYYY-MM-DD. */
    renewsOn: z.string().nullable(),
    /** YYYY-MM-DD. Null: the plan renews. */
    endsOn: z.string().nullable(),
  })
  .nullable();
export type CrmFacts = NonNullable<z.infer<typeof crmFacts>>;

/** Values to write to the company. Absent values stay as they are; null removes a value. */
export const planRecord = accountInput.extend({
  planKey: z.string().nullable().exactOptional(),
  seats: z.number().exactOptional(),
  status: z.enum(accountStatuses).exactOptional(),
  renewsOn: z.string().nullable().exactOptional(),
  endsOn: z.string().nullable().exactOptional(),
});
export type PlanRecord = z.infer<typeof planRecord>;

/** `actor`: the contact who makes the change; null for staff. */
const teamChange = accountInput.extend({ actor: z.string().nullable() });

export const inviteRequest = teamChange.extend({
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(memberRoles),
  isRepeat: z.boolean(),
});
export type InviteRequest = z.infer<typeof inviteRequest>;

/** Role null removes the membership. */
export const roleRequest = teamChange.extend({
  contactId: z.string(),
  role: z.enum(memberRoles).nullable(),
  isRepeat: z.boolean(),
});
export type RoleRequest = z.infer<typeof roleRequest>;

/** `invitationId`: the contact that stands for the invited person. The person is the caller. */
export const acceptRequest = accountInput.extend({ invitationId: z.string(), isRepeat: z.boolean() });
export type AcceptRequest = z.infer<typeof acceptRequest>;

export const memberDone = z.object({ contactId: z.string() });

export const accountsCalls = defineCalls({
  /** Links of accounts, without a caller: null for ids that do not exist. */
  directoryEntries: { input: accountsRequest, output: accountsAnswer },
  crmFacts: { input: accountsInput, output: z.array(crmFacts) },
  /** All account ids, a page at a time. */
  accountIds: {
    input: z.object({ after: z.string().nullable() }),
    output: z.object({ ids: z.array(z.string()), next: z.string().nullable() }),
  },
  recordPlan: { input: planRecord, output: noOutput },
  /** The accounts that claim a counterpart in another system. */
  claimants: {
    input: z.object({ system: z.enum(['billing', 'support']), id: z.string() }),
    output: z.array(z.string()),
  },
  /** Notes a ticket on the company, for the account manager. */
  noteTicket: { input: accountInput.extend({ ticketId: z.string(), url: z.string() }), output: noOutput },
  invite: { input: inviteRequest, output: outcomeOf(memberDone) },
  setRole: { input: roleRequest, output: outcomeOf(memberDone) },
  accept: { input: acceptRequest, output: outcomeOf(memberDone) },
  /** Null: the CRM has no such contact, or no name of it. */
  contactName: { input: z.object({ contactId: z.string() }), output: z.object({ name: z.string().nullable() }) },
  /** Null: the CRM has no such contact. */
  memberFacts: {
    input: accountInput.extend({ contactId: z.string() }),
    output: z
      .object({
        email: z.string().nullable(),
        name: z.string().nullable(),
        role: z.enum(memberRoles).nullable(),
        /** Whether the contact only stands for an invited person, who must accept before they have access. */
        mustAccept: z.boolean(),
      })
      .nullable(),
  },
});
