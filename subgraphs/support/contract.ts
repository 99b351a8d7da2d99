import { z } from 'zod';
import { linkState, accountsInput } from '@customer-graph/protocol/account-input';
import { defineCalls, noOutput } from '@customer-graph/protocol/calls';

/** Calls that the support subgraph answers to other subgraphs. Never published. */

export const supportFacts = z.object({ link: linkState });
export type SupportFacts = z.infer<typeof supportFacts>;

const ofTicket = z.object({ ticketId: z.string() });

/** `key`: the organization, by account id or by its own key. Null: the ticket has no organization or is not public. */
export const ticketFacts = z.object({ key: z.string(), isAccountId: z.boolean(), url: z.string() }).nullable();
export type TicketFacts = NonNullable<z.infer<typeof ticketFacts>>;

export const supportCalls = defineCalls({
  supportFacts: { input: accountsInput, output: z.array(supportFacts) },
  ticketFacts: { input: ofTicket, output: ticketFacts },
  /** Writes the customer's plan on a ticket, for the agent. */
  recordTicketPlan: { input: ofTicket.extend({ planKey: z.string() }), output: noOutput },
  /** Writes a customer's name where the help desk knows them. */
  renamePerson: { input: z.object({ contactId: z.string(), name: z.string() }), output: noOutput },
});
