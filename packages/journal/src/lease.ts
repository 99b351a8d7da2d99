import type { Journal } from './journal.ts';

/** How long a lease lasts without renewal, in seconds. A crashed holder blocks others for no longer than this. */
export const leaseSeconds = 8;
const renewMs = 2_500;

/** Renews a lease until it is disposed of. */
export function renewLease(
  journal: Journal,
  table: 'idempotency_keys' | 'turns',
  column: 'id' | 'name',
  key: string,
  holder: string,
): Disposable {
  const timer = setInterval(() => {
    journal
      .query(
        `update customer_graph.${table} set held_until = now() + make_interval(secs => $3) where ${column} = $1 and holder = $2`,
        [key, holder, leaseSeconds],
      )
      .catch(() => undefined);
  }, renewMs).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
