import { afterEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { attemptsOf } from './attempts.ts';
import { customerId, places } from '../../sandbox/seed/company.ts';
import { scopes } from '../../subgraphs/shared/roles.ts';
import type { World } from './world.ts';

/* npm run test:fuzz asks 20,000 operations; here are some, and the proof that a leak would be found. */

const batch = 4;

async function search(world: World, operations: number, seed?: number): Promise<string | null> {
  const result = await fc.check(
    fc.asyncProperty(attemptsOf(world, batch), async (attempts) => {
      const leaks = await world.run(attempts);
      if (leaks.length > 0) throw new Error(leaks.join('\n'));
    }),
    { numRuns: Math.ceil(operations / batch), endOnFailure: true, ...(seed !== undefined && { seed }) },
  );
  return result.failed ? `${String(result.errorInstance)}\n${fc.defaultReportMessage(result)}` : null;
}

/** Modules that a test has changed. */
const changed: string[] = [];

/** The whole program anew, with one module of it changed. */
async function startWith<Module extends object>(
  path: string,
  change: (original: Module) => Partial<Module> | Promise<Partial<Module>>,
  also: () => void = () => undefined,
): Promise<World> {
  jest.resetModules();
  const original: Module = await import(path);
  jest.resetModules();
  changed.push(path);
  jest.unstable_mockModule(path, async () => ({ ...original, ...(await change(original)) }));
  also();
  const { startWorld } = await import('./world.ts');
  return startWorld();
}

test('200 random operations as everybody bring out nothing of anybody else’s', async () => {
  const { startWorld } = await import('./world.ts');
  await using world = await startWorld();
  expect(await search(world, 200)).toBeNull();
}, 120_000);

describe('a leak is found:', () => {
  afterEach(() => {
    for (const path of changed.splice(0)) jest.unstable_unmockModule(path);
    jest.resetModules();
    jest.restoreAllMocks();
  });
  /** Each is found with any seed; with the ones below, soon. */
  const findsWithin = 1_200;
  const limitMs = 120_000;

  test(
    'a missing check of the tenant',
    async () => {
      const customers = [places.demo, places.other].map(customerId);
      await using world = await startWith<typeof import('../../subgraphs/billing/stripe/source.ts')>(
        '../../subgraphs/billing/stripe/source.ts',
        ({ createStripeSource }) => ({
          createStripeSource(options) {
            const source = createStripeSource(options);
            return {
              ...source,
              async invoice(_customer, id) {
                for (const customer of customers) {
                  const found = await source.invoice(customer, id);
                  if (found) return found;
                }
                return null;
              },
            };
          },
        }),
      );
      expect(await search(world, findsWithin, 13)).toMatch(/the answer holds/);
    },
    limitMs,
  );

  test(
    'a loader whose key names no tenant',
    async () => {
      await using world = await startWith<typeof import('../../subgraphs/billing/loaders.ts')>(
        '../../subgraphs/billing/loaders.ts',
        ({ createLoaders }) => {
          let first: ReturnType<ReturnType<typeof createLoaders>['customer']['load']> | undefined;
          return {
            createLoaders(source, held) {
              const loaders = createLoaders(source, held);
              const load = loaders.customer.load.bind(loaders.customer);
              loaders.customer.load = (id: string) => (first ??= load(id));
              return loaders;
            },
          };
        },
      );
      // Its values come out, or its subscription is asked of a customer who does not have it: whichever is met first.
      expect(await search(world, findsWithin, 10)).toMatch(/the answer holds|INTERNAL/);
    },
    limitMs,
  );

  test(
    'the text of a vendor’s error',
    async () => {
      await using world = await startWith<typeof import('../../subgraphs/billing/stripe/errors.ts')>(
        '../../subgraphs/billing/stripe/errors.ts',
        async () => {
          const { GraphError } = await import('../../subgraphs/shared/errors.ts');
          return {
            isStripeNotFound: () => false,
            fromStripeError: (error: unknown) => new GraphError('BAD_USER_INPUT', { message: String(error) }),
          };
        },
      );
      expect(await search(world, findsWithin, 4)).toMatch(/holds "No such/);
    },
    limitMs,
  );

  test(
    'a verdict that is kept without the scopes it was made for',
    async () => {
      // The subgraphs' own check would catch it: it is off here, so that the gateway's stands alone.
      await using world = await startWith<typeof import('../../gateway/authorization/verdicts.ts')>(
        '../../gateway/authorization/verdicts.ts',
        () => ({ verdictKey: () => 'everybody' }),
        () => {
          const caller = '../../subgraphs/shared/authorization/caller.ts';
          changed.push(caller);
          jest.unstable_mockModule(caller, () => ({
            assertionCaller: { isAuthenticated: () => true, scopesAt: () => scopes, scopesFor: async () => scopes },
          }));
        },
      );
      // Random operations are seldom the same twice: each is asked as two callers.
      const [admin, member] = ['admin@demo', 'member@demo'];
      let found: string[] = [];
      for (let seed = 0; seed < 400 && found.length === 0; seed += 1) {
        await world.run([{ as: admin, seed }]);
        found = await world.run([{ as: member, seed }]);
      }
      expect(found.join()).toMatch(/member@demo: the answer holds/);
    },
    limitMs,
  );

  test(
    'an internal note',
    async () => {
      await using world = await startWith<typeof import('../../subgraphs/support/zendesk/mapping.ts')>(
        '../../subgraphs/support/zendesk/mapping.ts',
        ({ fromZendeskComment }) => ({
          fromZendeskComment: (raw, users) => fromZendeskComment({ ...raw, public: true }, users),
        }),
      );
      expect(await search(world, findsWithin, 6)).toMatch(/holds "CANARY"/);
    },
    limitMs,
  );
});
