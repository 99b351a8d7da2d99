import { viewerAccountOf, type AccountReference } from '@customer-graph/subgraph-kit/account-reference';
import { contactIdOf, assertMembershipUnchanged } from '@customer-graph/subgraph-kit/mutation';
import { userError, type UserError } from '@customer-graph/protocol/user-error';
import type { Context } from '../context.ts';

/** The caller's own membership in the viewer's account. */
export interface OwnMembership {
  readonly account: AccountReference;
  readonly contactId: string;
}

/** Null for staff and partners, and for administrators of the parent company: they are not members of its subsidiaries. */
export function ownMembership(context: Context): OwnMembership | null {
  assertMembershipUnchanged(context);
  const { principal } = context.assertion;
  const contactId = contactIdOf(context.assertion);
  const account = viewerAccountOf(context.assertion);
  const isMember =
    principal.kind === 'CUSTOMER' && principal.memberships.some(({ accountId }) => accountId === account?.id);
  return account && isMember && contactId !== null ? { account, contactId } : null;
}

export const notAMember = (): UserError =>
  userError('NOT_ALLOWED', 'Only a member of an account has a profile and preferences.');
