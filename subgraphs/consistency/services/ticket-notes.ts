import type { Owners } from '../owners.ts';
import { crmFactsOf } from './account-facts.ts';
import { directoryEntriesOf } from './directory.ts';

/**
 * Notes a new ticket on the company, for the account manager, and the customer's plan on the ticket, for the agent.
 * Writes nothing if no account, or more than one, belongs to the ticket's organization.
 */
export async function noteTicket(owners: Owners, ticketId: string, deadline: number): Promise<void> {
  const call = { accounts: [], deadline };
  const ticket = await owners.support.callAsSystem('ticketFacts', { ticketId }, call);
  if (!ticket) return;
  const [accountId, ...others] = ticket.isAccountId
    ? [ticket.key]
    : await owners.accounts.callAsSystem('claimants', { system: 'support', id: ticket.key }, call);
  if (accountId === undefined || others.length > 0) return;
  const [account] = await directoryEntriesOf(owners, [accountId], deadline);
  if (!account) return;
  const [crm] = await crmFactsOf(owners, { accounts: [account], deadline });
  await Promise.all([
    owners.accounts.callAsSystem('noteTicket', { accountId: account.id, ticketId, url: ticket.url }, call),
    crm?.planKey
      ? owners.support.callAsSystem('recordTicketPlan', { ticketId, planKey: crm.planKey }, call)
      : undefined,
  ]);
}
