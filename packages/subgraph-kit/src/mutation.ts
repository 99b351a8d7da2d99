import { GraphError } from '@customer-graph/protocol/errors';
import type { Assertion } from '@customer-graph/protocol/principal';
import type { SystemOfRecord } from '@customer-graph/protocol/system';
import { currentUpstreamContext, withUpstreamContext } from '@customer-graph/upstream/context';
import { accountOf, type AccountReference } from './account-reference.ts';

/** Returns the fields whose value is neither null nor undefined. GraphQL clients send both for "unchanged". */
export const withoutNulls = <T extends object>(fields: T): { [Key in keyof T]?: NonNullable<T[Key]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as {
    [Key in keyof T]?: NonNullable<T[Key]>;
  };

/** Returns the caller's contact in the CRM; null for staff and partners. */
export const contactIdOf = ({ principal }: Assertion): string | null =>
  principal.kind === 'CUSTOMER' ? principal.contactId : null;

/** The part of a subgraph's context that mutations need. */
interface MutationContext {
  readonly assertion: Assertion;
  readonly membershipsChanged: ReadonlySet<string>;
}

/**
 * Throws FORBIDDEN if an earlier mutation of this operation changed the caller's own membership. The operation was authorized
 * with the old membership.
 */
export function assertMembershipUnchanged({ assertion, membershipsChanged }: MutationContext): void {
  const contactId = contactIdOf(assertion);
  if (contactId !== null && membershipsChanged.has(contactId)) throw new GraphError('FORBIDDEN');
}

/**
 * Returns the account that a mutation names.
 *
 * @throws {GraphError} NOT_FOUND for an account outside the assertion; FORBIDDEN after a change of the caller's membership
 * @example
 * const account = requireAccount(input.accountId, context);
 */
export function requireAccount(accountId: string, context: MutationContext): AccountReference {
  const account = accountOf(context.assertion, accountId);
  if (account === null) throw new GraphError('NOT_FOUND');
  assertMembershipUnchanged(context);
  return account;
}

/** Time that must be left before a write starts, in milliseconds. */
const minimumMs = 500;
/** Time that a started write has at least, in milliseconds. */
export const writeTimeMs = 10_000;

/**
 * Runs a write with at least `writeTimeMs` of time, even if the client waits for less: a write must not stop halfway.
 *
 * @throws {GraphError} UPSTREAM_TIMEOUT before the write starts, if less than 500 ms are left
 */
export function withMinimumDeadline<T>(system: SystemOfRecord, work: () => Promise<T>): Promise<T> {
  const context = currentUpstreamContext();
  if (!context) return work();
  if (context.deadline - Date.now() < minimumMs)
    throw new GraphError('UPSTREAM_TIMEOUT', {
      system,
      message: 'The remaining time is too short for a change: nothing was changed.',
    });
  return withUpstreamContext({ ...context, deadline: Math.max(context.deadline, Date.now() + writeTimeMs) }, work);
}
