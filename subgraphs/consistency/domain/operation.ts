import { createHash } from 'node:crypto';
import type { SystemOfRecord } from '../../shared/system.ts';

export const operationKinds = [
  'CHANGE_SUBSCRIPTION',
  'CANCEL_SUBSCRIPTION',
  'RESUME_SUBSCRIPTION',
  'INVITE_MEMBER',
  'CHANGE_MEMBER_ROLE',
  'REMOVE_MEMBER',
  'RECONCILE',
] as const;
export type OperationKind = (typeof operationKinds)[number];
export type OperationStatus = 'SUCCEEDED' | 'PENDING' | 'FAILED';

/** What is promised once the owner has it: ids and nothing else. Values are read again from their owner when they are needed. */
export interface Promised {
  readonly id: string;
  readonly kind: OperationKind;
  readonly accountId: string;
  /** The person, where it is about one. */
  readonly contactId: string | null;
  /** The subscription, where it is about one: of several it is the one that the others are told of. */
  readonly subscriptionId: string | null;
}

export interface OperationStep {
  readonly system: SystemOfRecord;
  readonly status: OperationStatus;
  readonly attempts: number;
  /** Milliseconds since the epoch. */
  readonly completedAt: number | null;
}

/** How far it has come. */
export interface Operation extends Promised {
  readonly status: OperationStatus;
  /** A code of the closed table. */
  readonly failure: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly completedAt: number | null;
  readonly steps: readonly OperationStep[];
}

/** The same cause is the same operation, however often it is begun. */
export const operationIdOf = (cause: string): string =>
  createHash('sha256').update(`operation ${cause}`).digest('base64url').slice(0, 32);

/** What has the fact, and was written before anything was promised; null where nothing was. */
export function ownerOf(kind: OperationKind): SystemOfRecord | null {
  switch (kind) {
    case 'CHANGE_SUBSCRIPTION':
    case 'CANCEL_SUBSCRIPTION':
    case 'RESUME_SUBSCRIPTION':
      return 'BILLING';
    case 'INVITE_MEMBER':
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

/** Who has to follow, each on its own. */
export const followersOf = (kind: OperationKind): readonly FollowingSystem[] =>
  ownerOf(kind) === 'CRM' ? ['PRODUCT'] : ['CRM', 'PRODUCT'];
