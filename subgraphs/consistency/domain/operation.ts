import { createHash } from 'node:crypto';
import type { SystemOfRecord } from '@customer-graph/protocol/system';

export const operationKinds = [
  'CHANGE_SUBSCRIPTION',
  'CANCEL_SUBSCRIPTION',
  'RESUME_SUBSCRIPTION',
  'INVITE_MEMBER',
  'ACCEPT_INVITATION',
  'CHANGE_MEMBER_ROLE',
  'REMOVE_MEMBER',
  'RECONCILE',
] as const;
export type OperationKind = (typeof operationKinds)[number];
export type OperationStatus = 'SUCCEEDED' | 'PENDING' | 'FAILED';

/** The stored input of an operation: ids only. Values are read from their owner in each attempt. */
export interface StartedOperation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly accountId: string;
  /** The contact of a team change; null for other kinds. */
  readonly contactId: string | null;
  /** The changed subscription, which becomes the main one of the account; null for other kinds. */
  readonly subscriptionId: string | null;
}

export interface OperationStep {
  readonly system: SystemOfRecord;
  readonly status: OperationStatus;
  readonly attempts: number;
  /** Milliseconds since the epoch. */
  readonly completedAt: number | null;
}

/** An operation with its progress. */
export interface Operation extends StartedOperation {
  readonly status: OperationStatus;
  /** An error code of the closed table; null unless FAILED. */
  readonly failure: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Milliseconds since the epoch; null while PENDING. */
  readonly completedAt: number | null;
  readonly steps: readonly OperationStep[];
}

/** The id for a cause: the same cause gives the same operation, so that a repeated start has no effect. */
export const operationIdOf = (cause: string): string =>
  createHash('sha256').update(`operation ${cause}`).digest('base64url').slice(0, 32);

/** The operation that reconciles an account with the owners' values. */
export const reconciliationOf = (id: string, accountId: string): StartedOperation => ({
  id,
  kind: 'RECONCILE',
  accountId,
  contactId: null,
  subscriptionId: null,
});

/** The system that was written before the operation was started; null for a reconciliation. */
export function ownerOf(kind: OperationKind): SystemOfRecord | null {
  switch (kind) {
    case 'CHANGE_SUBSCRIPTION':
    case 'CANCEL_SUBSCRIPTION':
    case 'RESUME_SUBSCRIPTION':
      return 'BILLING';
    case 'INVITE_MEMBER':
    case 'ACCEPT_INVITATION':
    case 'CHANGE_MEMBER_ROLE':
    case 'REMOVE_MEMBER':
      return 'CRM';
    case 'RECONCILE':
      return null;
    default:
      return kind satisfies never;
  }
}

export type FollowingSystem = 'CRM' | 'PRODUCT';

/** The systems that copy the owner's values. Each is written independently of the others. */
export const followersOf = (kind: OperationKind): readonly FollowingSystem[] =>
  ownerOf(kind) === 'CRM' ? ['PRODUCT'] : ['CRM', 'PRODUCT'];
