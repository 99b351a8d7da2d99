import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const defaultDrainMs = 5_000;
/** Longer than any load balancer needs, and within the time that a supervisor gives before it kills. */
const maxDrainMs = 120_000;

/** A variable with a number of milliseconds, 0 included, in which a stopping process still takes requests. */
export const drainTime = z.coerce
  .number('must be a number of milliseconds')
  .int('must be a number of milliseconds')
  .min(0, 'must be a number of milliseconds')
  .max(maxDrainMs, `must be at most ${maxDrainMs} milliseconds`)
  .optional();

/** Returns the given drain time; default: 5 seconds in production, where a load balancer is in front, else none. */
export const drainTimeOf = (given: number | undefined, nodeEnvironment: string | undefined): number =>
  given ?? (nodeEnvironment === 'production' ? defaultDrainMs : 0);

/** The health of a listening process. */
export interface Health {
  /**
   * Makes readiness 503 at once, and resolves after the drain time. Until then the process answers new requests: a load
   * balancer needs time to notice. Each answer closes its connection, so that clients connect to another process.
   */
  drain(): Promise<void>;
}

/**
 * Registers `GET /health/live` and `GET /health/ready`. Call it before other routes.
 *
 * @param drainMs how long the process takes requests after it began to stop, in milliseconds
 * @param readiness the body of readiness while the process runs
 * @example
 * const health = registerHealth(app, 5_000);
 * // on a stop:
 * await health.drain();
 * await app.close();
 */
export function registerHealth(
  app: FastifyInstance,
  drainMs: number,
  readiness: () => object = () => ({ status: 'ready' }),
): Health {
  let isStopping = false;
  app.addHook('onRequest', (_request, reply, done) => {
    if (isStopping) reply.header('connection', 'close');
    done();
  });
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) =>
    isStopping ? reply.code(503).send({ status: 'stopping' }) : readiness(),
  );
  return {
    async drain() {
      isStopping = true;
      if (drainMs > 0) await delay(drainMs);
    },
  };
}
