import type { Identity } from '../identity/identity.ts';
import type { AuditEvent } from './event.ts';

/** The caller and request of audit events. */
export type Actor = Pick<AuditEvent, 'requestId' | 'principal' | 'source'>;

/**
 * @param identity null: no valid token
 * @param address of the caller's network. Only callers without a subject are told apart by it.
 */
export function actorOf(requestId: string, identity: Identity | null, address: string): Actor {
  if (!identity) return { requestId, principal: null, source: address };
  if (identity.kind === 'ANONYMOUS')
    return { requestId, principal: { kind: 'ANONYMOUS', subject: null }, source: address };
  return { requestId, principal: { kind: identity.kind, subject: identity.subject.toWellFormed() } };
}

/** An account id from a client may be any text, even personal data: only numbers are recorded. */
export const recordedId = (accountId: string): string => (/^\d{1,20}$/.test(accountId) ? accountId : 'none');
