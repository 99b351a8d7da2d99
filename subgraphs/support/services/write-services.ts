import type { Attempt, Idempotency } from '@customer-graph/journal/idempotency';
import type { Context } from '../context.ts';
import type { SupportSource } from '../port.ts';
import type { PersonKeys } from './person-keys.ts';
import type { UploadTokens } from './upload-tokens.ts';

/** Dependencies of every mutation. */
export interface WriteServices {
  readonly source: SupportSource;
  readonly personKeys: PersonKeys;
  /** Runs a write once for each idempotency key. */
  readonly runOnce: Idempotency;
  readonly uploads: UploadTokens;
}

/** @param tenant the account's id; null: the write belongs to the caller alone */
export const attemptOf = (
  mutation: string,
  tenant: string | null,
  input: Attempt['input'],
  { assertion: { principal, deadline } }: Context,
): Attempt => ({ mutation, tenant, input, principal, deadline });
