import { accountOf, type AccountReference } from './account-reference.ts';
import { GraphError } from './errors.ts';
import type { Assertion } from './principal.ts';
import type { SystemOfRecord } from './system.ts';
import { currentUpstreamContext, withUpstreamContext } from './upstream/context.ts';

/** What the resolvers of changes have in common. */

/** A field that was given, and not as null. */
export const given = <T extends object>(fields: T): { [Key in keyof T]?: NonNullable<T[Key]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as {
    [Key in keyof T]?: NonNullable<T[Key]>;
  };

/** The caller as a contact of the CRM; null for staff and partners. */
export const actorOf = ({ principal }: Assertion): string | null =>
  principal.kind === 'CUSTOMER' ? principal.contactId : null;

interface Scene {
  readonly assertion: Assertion;
  readonly membershipsChanged: ReadonlySet<string>;
}

/** An operation is authorized once: whoever has changed their own place in the account does nothing more with what they had. */
export function assertUnchanged({ assertion, membershipsChanged }: Scene): void {
  const actor = actorOf(assertion);
  if (actor !== null && membershipsChanged.has(actor)) throw new GraphError('FORBIDDEN');
}

/** The account that a mutation names. The shield has let through none that is not the caller's. */
export function named(accountId: string, scene: Scene): AccountReference {
  const account = accountOf(scene.assertion, accountId);
  if (account === null) throw new GraphError('NOT_FOUND');
  assertUnchanged(scene);
  return account;
}

/** How much time has to be left for a change to begin, and how much it may take once it has; milliseconds. */
const leastMs = 500;
export const finishMs = 10_000;

/** A change that has begun is finished, however little time the client gave: half of it would be worse than none. */
export function finishing<T>(system: SystemOfRecord, work: () => Promise<T>): Promise<T> {
  const context = currentUpstreamContext();
  if (!context) return work();
  if (context.deadline - Date.now() < leastMs)
    throw new GraphError('UPSTREAM_TIMEOUT', {
      system,
      message: 'Too little time is left to change anything: nothing was changed.',
    });
  return withUpstreamContext({ ...context, deadline: Math.max(context.deadline, Date.now() + finishMs) }, work);
}
