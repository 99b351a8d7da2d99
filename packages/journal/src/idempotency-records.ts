import type { Journal } from './journal.ts';
import { leaseSeconds, renewLease } from './lease.ts';

/** The stored state of one idempotency key. */
export interface IdempotencyRecord {
  readonly inputHash: string;
  /** Null: still running, or failed without an outcome. */
  readonly outcome: unknown;
}

/** A successful claim: this holder may run the work. */
export interface Claim {
  /** Whether an earlier attempt started and its outcome is unknown. */
  readonly isRepeat: boolean;
  /** When the first attempt started; milliseconds since the epoch. */
  readonly startedAt: number;
}

/** The most records that are kept for one caller. */
const maxRecords = 1_000;

/** Reads and writes the table of idempotency keys. */
export function createIdempotencyRecords(journal: Journal) {
  return {
    /** Claims a new key, or a key with the same input whose holder's lease expired. Null: another holder has it. */
    async claim(id: string, inputHash: string, holder: string, principal: string): Promise<Claim | null> {
      const [row] = await journal.query<{ readonly is_new: boolean; readonly created_at: Date }>(
        `insert into customer_graph.idempotency_keys as k (id, input_hash, holder, principal, held_until) values ($1, $2, $3, $5, now() + make_interval(secs => $4))
         on conflict (id) do update set holder = excluded.holder, held_until = excluded.held_until
         where k.outcome is null and k.held_until < now() and k.input_hash = excluded.input_hash returning xmax = 0 as is_new, created_at`,
        [id, inputHash, holder, leaseSeconds, principal],
      );
      return row ? { isRepeat: !row.is_new, startedAt: row.created_at.getTime() } : null;
    },

    async find(id: string): Promise<IdempotencyRecord | null> {
      const [row] = await journal.query<{ readonly input_hash: string; readonly outcome: unknown }>(
        `select input_hash, outcome from customer_graph.idempotency_keys where id = $1`,
        [id],
      );
      return row ? { inputHash: row.input_hash, outcome: row.outcome } : null;
    },

    renew: (id: string, holder: string): Disposable => renewLease(journal, 'idempotency_keys', 'id', id, holder),

    /** Lets the next attempt with the same input start at once. */
    async release(id: string, holder: string): Promise<void> {
      await journal.query(
        `update customer_graph.idempotency_keys set held_until = now() where id = $1 and holder = $2`,
        [id, holder],
      );
    },

    /** Deletes the oldest finished records of a caller who has too many. A running attempt keeps its record. */
    async bound(principal: string): Promise<void> {
      await journal.query(
        `delete from customer_graph.idempotency_keys where outcome is not null and id in
         (select id from customer_graph.idempotency_keys where principal = $1 order by created_at desc offset $2)`,
        [principal, maxRecords],
      );
    },

    /** Forgets an attempt that changed nothing. */
    async forget(id: string, holder: string): Promise<void> {
      await journal.query(`delete from customer_graph.idempotency_keys where id = $1 and holder = $2`, [id, holder]);
    },

    async complete(id: string, holder: string, outcome: object): Promise<void> {
      await journal.query(`update customer_graph.idempotency_keys set outcome = $3 where id = $1 and holder = $2`, [
        id,
        holder,
        JSON.stringify(outcome),
      ]);
    },
  };
}
