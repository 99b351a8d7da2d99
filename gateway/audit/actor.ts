import type { Identity } from '../identity/identity.ts';
import type { AuditEvent } from './event.ts';

/** The caller and request of audit events. */
export type Actor = Pick<AuditEvent, 'requestId' | 'principal'>;

/** @param identity null: no valid token */
export const actorOf = (requestId: string, identity: Identity | null): Actor => ({
  requestId,
  principal: identity && { kind: identity.kind, subject: identity.kind === 'ANONYMOUS' ? null : identity.subject },
});

/** An account id from a client may be any text, even personal data: only numbers are recorded. */
export const recordedId = (accountId: string): string => (/^\d{1,20}$/.test(accountId) ? accountId : 'none');
