import type { Journal } from './journal.ts';

/** How long somebody is taken to be at it who says nothing, in seconds: whoever crashed holds nobody up for longer. */
export const heldSeconds = 8;
const renewMs = 2_500;

/** Says time and again that somebody is still at it. */
export function renewing(
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
        [key, holder, heldSeconds],
      )
      .catch(() => undefined);
  }, renewMs).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
