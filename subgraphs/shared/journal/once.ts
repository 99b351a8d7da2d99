import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { beforeDeadline } from '../before-deadline.ts';
import { GraphError } from '../errors.ts';
import type { Principal } from '../principal.ts';
import { outcomeOf } from '../steps.ts';
import { userError, type UserError } from '../user-error.ts';
import type { Journal } from './journal.ts';
import { heldSeconds, renewing } from './lease.ts';

/** What came of a change: what whoever asked can put right, or ids of what was done. Objects are read again from their owners. */
export type Outcome<Done> = { readonly refused: readonly UserError[] } | { readonly done: Done };

export interface Attempt {
  /** The mutation's name. */
  readonly mutation: string;
  readonly principal: Principal;
  /** The account; null for what is the caller's own. */
  readonly tenant: string | null;
  readonly input: { readonly idempotencyKey?: string | null | undefined };
  /** Until when whoever asked waits; milliseconds since the epoch. */
  readonly deadline: number;
}

/**
 * Does something once for each key: the same key of the same caller, account and mutation comes to the same outcome, also while the first is still at it. What failed
 * without an outcome may be tried again: the key that is handed to the vendor stays the same, so that what did happen after all does not happen twice.
 *
 * @param shape what `done` consists of: ids, counts and codes, which with the sentences of refusals are all that is kept
 */
export type Once = <Done>(
  attempt: Attempt,
  shape: z.ZodType<Done>,
  work: (begun: Begun) => Promise<Outcome<Done>>,
) => Promise<Outcome<Done> & Keyed>;

/** What a change is begun with. */
export interface Begun {
  /** What the vendor is given: the same for the same key. */
  readonly key: string;
  /** Whether the same was begun before, and nobody knows what came of it: what is so already may be its doing. */
  readonly isRepeat: boolean;
  /** When it was begun for the first time; milliseconds since the epoch. */
  readonly begunAt: number;
}

export interface Keyed {
  /** What the vendor is given, so that a secret that is not kept can be asked for again. */
  readonly vendorKey: string;
}

const pollMs = 100;
const longest = 255;

const stillAtIt = (): GraphError =>
  new GraphError('UPSTREAM_TIMEOUT', {
    message: 'The same change is still being made: ask again with the same idempotencyKey.',
  });

const digest = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** The same for the same input, however its fields are ordered; what is null and what is left out are two things. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

interface Row {
  readonly input_hash: string;
  readonly outcome: unknown;
}

export function createOnce(journal: Journal): Once {
  /** What this process is at: whoever asks for the same waits for the same. */
  const running = new Map<string, Promise<unknown>>();

  return async <Done>(attempt: Attempt, shape: z.ZodType<Done>, work: (begun: Begun) => Promise<Outcome<Done>>) => {
    const { idempotencyKey: key, ...input } = attempt.input;
    if (key === null || key === undefined) {
      const vendorKey = `cg-${randomUUID()}`;
      return { ...(await work({ key: vendorKey, isRepeat: false, begunAt: Date.now() })), vendorKey };
    }
    if (key === '' || key.length > longest)
      return {
        vendorKey: '',
        refused: [userError('INVALID_INPUT', `idempotencyKey must have 1 to ${longest} characters.`, 'idempotencyKey')],
      };
    const { principal } = attempt;
    const id = digest(
      attempt.tenant,
      principal.kind,
      principal.kind === 'ANONYMOUS' ? '' : principal.subject,
      attempt.mutation,
      key,
    );
    const vendorKey = `cg-${id}`;
    const inputHash = digest(id, sorted(input));
    const holder = randomUUID();
    const shared = `${id} ${inputHash}`;
    const own =
      (running.get(shared) as Promise<Outcome<Done> & Keyed> | undefined) ??
      settle().finally(() => running.delete(shared));
    running.set(shared, own);
    return beforeDeadline(attempt.deadline, own, stillAtIt);

    async function settle(): Promise<Outcome<Done> & Keyed> {
      for (;;) {
        const [taken] = await journal.query<{ readonly is_new: boolean; readonly created_at: Date }>(
          `insert into customer_graph.idempotency_keys as k (id, input_hash, holder, held_until) values ($1, $2, $3, now() + make_interval(secs => $4))
           on conflict (id) do update set holder = excluded.holder, held_until = excluded.held_until
           where k.outcome is null and k.held_until < now() and k.input_hash = excluded.input_hash returning xmax = 0 as is_new, created_at`,
          [id, inputHash, holder, heldSeconds],
        );
        if (taken)
          return {
            ...(await run({ key: vendorKey, isRepeat: !taken.is_new, begunAt: taken.created_at.getTime() })),
            vendorKey,
          };
        const [known] = await journal.query<Row>(
          `select input_hash, outcome from customer_graph.idempotency_keys where id = $1`,
          [id],
        );
        // Kept long enough, and taken away in between.
        if (!known) continue;
        if (known.input_hash !== inputHash)
          return {
            vendorKey,
            refused: [userError('CONFLICT', 'The idempotencyKey was used for another input.', 'idempotencyKey')],
          };
        if (known.outcome !== null) return { ...(outcomeOf(shape).parse(known.outcome) as Outcome<Done>), vendorKey };
        if (Date.now() + pollMs >= attempt.deadline) throw stillAtIt();
        await delay(pollMs);
      }
    }

    async function run(begun: Begun) {
      const lease = renewing(journal, 'idempotency_keys', 'id', id, holder);
      let outcome: Outcome<Done>;
      try {
        outcome = await work(begun);
      } catch (error) {
        // Nobody knows what came of it: whoever asks again may begin it anew, with the same input.
        await journal
          .query(`update customer_graph.idempotency_keys set held_until = now() where id = $1 and holder = $2`, [
            id,
            holder,
          ])
          .catch(() => undefined);
        throw error;
      } finally {
        lease[Symbol.dispose]();
      }
      // What was done was done: where that cannot be kept, whoever asks again begins it anew, and it comes to the same.
      await journal
        .query(`update customer_graph.idempotency_keys set outcome = $3 where id = $1 and holder = $2`, [
          id,
          holder,
          JSON.stringify(outcome),
        ])
        .catch(() => undefined);
      return outcome;
    }
  };
}
