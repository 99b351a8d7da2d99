import { randomUUID } from 'node:crypto';
import { isOutcomeUnknown } from '@customer-graph/protocol/errors';
import { outcomeMarker } from '../authorization/markers.ts';
import { recordedId, type Actor } from './actor.ts';
import type { AuditEvent } from './event.ts';

/** Events of mutations that are about to run. */
export const attempts = (
  actor: Actor,
  mutations: readonly { readonly action: string; readonly accountId: string | null }[],
): AuditEvent[] =>
  mutations.map(({ action, accountId }) => ({
    id: randomUUID(),
    ...actor,
    accounts: accountId === null ? [] : [recordedId(accountId)],
    kind: 'MUTATION',
    action,
    outcome: 'ATTEMPTED',
    code: null,
  }));

/**
 * The outcome event of a mutation.
 *
 * @param payload its result with the outcome marker; null if it failed, or if another failed mutation removed the whole answer
 * @param code the code of its error; null: none
 */
export function outcomeOf(attempt: AuditEvent, payload: unknown, code: string | null): AuditEvent {
  if (typeof payload !== 'object' || payload === null)
    return { ...attempt, outcome: isOutcomeUnknown(code) ? 'UNKNOWN' : 'FAILED', code };
  const [userError] = userErrorsOf(payload);
  if (!userError) return { ...attempt, outcome: 'SUCCEEDED', code: null };
  return { ...attempt, outcome: 'REFUSED', code: typeof userError.code === 'string' ? userError.code : null };
}

const userErrorsOf = (payload: object): readonly { readonly code?: unknown }[] =>
  outcomeMarker in payload && Array.isArray(payload[outcomeMarker])
    ? (payload[outcomeMarker] as { code?: unknown }[])
    : [];
