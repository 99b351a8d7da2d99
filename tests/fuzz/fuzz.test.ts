import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planningBounds } from '../../gateway/planning/bounds.ts';
import { attemptsOf } from './attempts.ts';
import { drawPlans } from './plans.ts';
import { customerId, companyIndex } from '../../sandbox/seed/company.ts';
import { scopes } from '@customer-graph/protocol/roles';
import { importAnew } from '../support/reload.js';
import type { World } from './world.ts';

/* A short run of npm run test:fuzz, and planted leaks that the search must find. */

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

const urlOf = (path: string): string => new URL(path, new URL(import.meta.url).href.split('?')[0]).href;

/** Starts a new instance of the whole program with changed modules. */
async function startWith<Module extends object>(
  path: string,
  change: (original: Module) => Partial<Module> | Promise<Partial<Module>>,
  others: ReadonlyMap<string, object> = new Map(),
): Promise<World> {
  const original = (await import(path)) as Module;
  const changed = { ...original, ...(await change(original)) };
  const { startWorld } = (await importAnew(
    new URL(urlOf('./world.ts')),
    new Map([...others, [urlOf(path), changed]]),
  )) as typeof import('./world.ts');
  return startWorld();
}

test('200 random operations by every kind of caller leak nothing', async () => {
  const { startWorld } = await import('./world.ts');
  await using world = await startWorld();
  expect(await search(world, 200)).toBeNull();
}, 120_000);

test('500 random operations are planned within the bound', async () => {
  const { planned, evaluated } = await drawPlans(500, 1);
  expect(planned).toBeGreaterThan(400);
  expect(evaluated).toBeLessThanOrEqual(planningBounds.evaluatedPlans);
});

describe('the search finds a leak through', () => {
  /** The maximum number of operations. The seeds below find each leak with fewer; other seeds may need more. */
  const findsWithin = 1_200;
  const limitMs = 120_000;

  test(
    'a missing tenant check',
    async () => {
      const customers = [companyIndex.demo, companyIndex.other].map(customerId);
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
    'a loader that ignores the tenant in its key',
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
      // The wrong customer's values leak, or an invoice preview with another customer's subscription fails.
      expect(await search(world, findsWithin, 10)).toMatch(/the answer holds|INTERNAL/);
    },
    limitMs,
  );

  test(
    'a vendor’s error text',
    async () => {
      await using world = await startWith<typeof import('../../subgraphs/billing/stripe/errors.ts')>(
        '../../subgraphs/billing/stripe/errors.ts',
        async () => {
          const { GraphError } = await import('@customer-graph/protocol/errors');
          return {
            isStripeNotFound: () => false,
            fromStripeError: (error: unknown) => new GraphError('BAD_USER_INPUT', { message: String(error) }),
          };
        },
      );
      expect(await search(world, findsWithin, 11)).toMatch(/holds "No such/);
    },
    limitMs,
  );

  test(
    'a cached decision without the scopes in its key',
    async () => {
      // The subgraphs would also refuse, so their check is disabled here.
      await using world = await startWith<typeof import('../../gateway/authorization/decision-cache.ts')>(
        '../../gateway/authorization/decision-cache.ts',
        () => ({ decisionKey: () => 'everybody' }),
        new Map([
          [
            urlOf('../../packages/subgraph-kit/src/assertion-caller.ts'),
            { assertionCaller: { isAuthenticated: () => true, scopesAt: () => scopes, scopesFor: async () => scopes } },
          ],
        ]),
      );
      // Two callers send each operation, because random operations rarely repeat and so rarely hit the cache.
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
      await using world = await startWith<typeof import('../../subgraphs/support/zendesk/mapping/comment.ts')>(
        '../../subgraphs/support/zendesk/mapping/comment.ts',
        ({ fromZendeskComment }) => ({
          fromZendeskComment: (raw, users) => fromZendeskComment({ ...raw, public: true }, users),
        }),
      );
      expect(await search(world, findsWithin, 6)).toMatch(/holds "CANARY"/);
    },
    limitMs,
  );
});
