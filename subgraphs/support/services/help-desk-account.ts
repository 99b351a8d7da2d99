import type { Link } from '@customer-graph/protocol/principal';
import type { AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import type { Loaders } from '../loaders.ts';

/** An account that is linked to the help desk. Nothing was read yet. */
export interface HelpDeskAccount {
  readonly account: AccountReference;
  /** Keys of its organization, the current one first. Former ones come from merged accounts. */
  readonly organizationKeys: readonly string[];
}

/** Returns null for an account without a link. */
export function helpDeskAccountOf(account: AccountReference): HelpDeskAccount | null {
  const { support } = account.counterparts;
  if (support.state !== 'LINKED') return null;
  // With organizations keyed by account id, the organization may still carry the id from before a merge.
  return { account, organizationKeys: support.id === account.id ? [account.id, ...account.formerIds] : [support.id] };
}

/** The organization's id in the help desk. Two organizations under former keys are ambiguous: null, like none. */
export async function organizationOf(
  { organizationKeys }: HelpDeskAccount,
  { organization }: Loaders,
): Promise<string | null> {
  const [current, ...former] = await Promise.all(organizationKeys.map((key) => organization.load(key)));
  if (current) return current;
  const [match, second] = former.filter((id) => id !== null);
  return match !== undefined && second === undefined ? match : null;
}

/** Whether the account has an organization in the help desk. */
export async function linkStateOf(account: AccountReference, loaders: Loaders): Promise<Link['state']> {
  const helpDesk = helpDeskAccountOf(account);
  if (helpDesk === null) return account.counterparts.support.state;
  return (await organizationOf(helpDesk, loaders)) === null ? 'MISSING' : 'LINKED';
}
