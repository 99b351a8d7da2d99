import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { beforeDeadline } from '@customer-graph/process/before-deadline';
import { GraphError } from '@customer-graph/protocol/errors';
import { outcomeOf } from '@customer-graph/protocol/outcome';
import { userError, type UserError } from '@customer-graph/protocol/user-error';
import { inputHashOf, keyIdOf, principalIdOf, type KeyScope } from './idempotency-hashes.ts';
import { createIdempotencyRecords, type Claim } from './idempotency-records.ts';
import type { Journal } from './journal.ts';

/** The outcome of a change: refusals that the caller can correct, or ids of the written objects. */
export type Outcome<Done> = { readonly refused: readonly UserError[] } | { readonly done: Done };

export interface Attempt extends KeyScope {
  readonly input: { readonly idempotencyKey?: string | null | undefined };
  /** When the caller stops waiting; milliseconds since the epoch. */
  readonly deadline: number;
}

export interface StartedAttempt extends Claim {
  /** The idempotency key for the vendor: the same for every attempt with the same key. */
  readonly key: string;
}

export interface VendorKeyed {
  /** The idempotency key that the vendor received. With it, a secret that is not stored can be requested again. */
  readonly vendorKey: string;
}

/**
 * Runs a change once for each key. The same key of the same caller, account and mutation returns the same outcome, also
 * while the first attempt runs. An attempt that failed without an outcome may be repeated with the same vendor key.
 *
 * @param schema the schema of `done`: ids, counts and codes. With the refusals it is all that is stored.
 * @throws UPSTREAM_TIMEOUT while the first attempt runs past the deadline; UPSTREAM_UNAVAILABLE without a journal
 */
export type Idempotency = <Done>(
  attempt: Attempt,
  schema: z.ZodType<Done>,
  work: (started: StartedAttempt) => Promise<Outcome<Done>>,
) => Promise<Outcome<Done> & VendorKeyed>;

const pollMs = 100;
const maxKeyLength = 255;

const stillRunning = (): GraphError =>
  new GraphError('UPSTREAM_TIMEOUT', {
    message: 'The same change is still running. Retry with the same idempotencyKey.',
  });
const refusedKey = (code: 'INVALID_INPUT' | 'CONFLICT', message: string) => ({
  refused: [userError(code, message, 'idempotencyKey')],
});

/**
 * @example
 * const once = createIdempotency(journal);
 * const outcome = await once(attempt, z.object({ id: z.string() }), async ({ key }) => ({ done: await create(key) }));
 */
export function createIdempotency(journal: Journal): Idempotency {
  const records = createIdempotencyRecords(journal);
  /** Running attempts of this process. Further attempts with the same key and input wait for them. */
  const running = new Map<string, Promise<unknown>>();

  return async <Done>(
    { input: { idempotencyKey: key, ...input }, deadline, ...scope }: Attempt,
    schema: z.ZodType<Done>,
    work: (started: StartedAttempt) => Promise<Outcome<Done>>,
  ): Promise<Outcome<Done> & VendorKeyed> => {
    if (key === null || key === undefined) {
      const vendorKey = `cg-${randomUUID()}`;
      return { ...(await work({ key: vendorKey, isRepeat: false, startedAt: Date.now() })), vendorKey };
    }
    if (key === '' || key.length > maxKeyLength) {
      const message = `idempotencyKey must have 1 to ${maxKeyLength} characters.`;
      return { ...refusedKey('INVALID_INPUT', message), vendorKey: '' };
    }
    const id = keyIdOf(key, scope);
    const inputHash = inputHashOf(id, input);
    const principal = principalIdOf(scope);
    const holder = randomUUID();
    const shared = `${id} ${inputHash}`;
    const own =
      (running.get(shared) as Promise<Outcome<Done>> | undefined) ?? settle().finally(() => running.delete(shared));
    running.set(shared, own);
    return { ...(await beforeDeadline(deadline, own, stillRunning)), vendorKey: vendorKeyOf(id) };

    /** Runs the work, or waits for the outcome of another process. */
    async function settle(): Promise<Outcome<Done>> {
      for (;;) {
        const claim = await records.claim(id, inputHash, holder, principal);
        if (claim) return run({ ...claim, key: vendorKeyOf(id) });
        const record = await records.find(id);
        // The retention deleted the record between the two queries.
        if (!record) continue;
        if (record.inputHash !== inputHash)
          return refusedKey('CONFLICT', 'The idempotencyKey was used for another input.');
        if (record.outcome !== null) return outcomeOf(schema).parse(record.outcome);
        if (Date.now() + pollMs >= deadline) throw stillRunning();
        await delay(pollMs);
      }
    }

    async function keep(outcome: Outcome<Done>, { isRepeat }: Claim): Promise<void> {
      // The refusal of an input is the same when it is repeated, so it needs no record, unless an earlier attempt may have
      // changed something.
      if (!isRepeat && 'refused' in outcome && outcome.refused.every(({ code }) => code === 'INVALID_INPUT'))
        return records.forget(id, holder);
      await records.complete(id, holder, outcome);
      await records.bound(principal);
    }

    async function run(started: StartedAttempt): Promise<Outcome<Done>> {
      const lease = records.renew(id, holder);
      let outcome: Outcome<Done>;
      try {
        outcome = await work(started);
      } catch (error) {
        // The outcome is unknown. The same input may be tried again at once.
        await records.release(id, holder).catch(() => undefined);
        throw error;
      } finally {
        lease[Symbol.dispose]();
      }
      // Without a stored outcome the next attempt repeats the change with the same vendor key, which has the same effect.
      await keep(outcome, started).catch(() => undefined);
      return outcome;
    }
  };
}

const vendorKeyOf = (id: string): string => `cg-${id}`;
