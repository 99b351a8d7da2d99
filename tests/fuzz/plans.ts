import { buildSchema, Kind } from 'graphql';
import { inlineOperation } from '../../gateway/authorization/inline.ts';
import { pruneDenied } from '../../gateway/authorization/prune.ts';
import { parseWithinLimits } from '../../gateway/limits/operation-limits.ts';
import { createPlans } from '../../gateway/planning/plans.ts';
import { createPlanningThread } from '../../gateway/planning/thread.ts';
import { toGeneralForm } from '../../gateway/planning/general-form.ts';
import { prepareSupergraph } from '../../gateway/supergraph/prepare.ts';
import { apiFile, read, supergraphFile } from '../../schema/files.ts';
import { randomOf, randomOperation } from './operations.ts';

export interface DrawnPlans {
  /** Operations within the limits, each of which got a plan. */
  readonly planned: number;
  /** Operations beyond a limit. */
  readonly refused: number;
  /** The largest number of plans that were compared for one operation. */
  readonly evaluated: number;
  /** The longest planning time, in milliseconds. */
  readonly slowestMs: number;
}

/** Root fields of one operation at most. Many are the same, so more would usually exceed the limit for one field. */
const mostRoots = 14;

/** Plans random operations as the gateway does, without fetching. Rejects if one within the limits cannot be planned. */
export async function drawPlans(count: number, seed: number): Promise<DrawnPlans> {
  const schema = buildSchema(read(apiFile));
  const thread = createPlanningThread();
  const result = { planned: 0, refused: 0, evaluated: 0, slowestMs: 0 };
  const plans = createPlans({
    ...thread,
    async plan(job) {
      const planned = await thread.plan(job);
      result.evaluated = Math.max(result.evaluated, planned.evaluated);
      result.slowestMs = Math.max(result.slowestMs, planned.ms);
      return planned;
    },
  });
  plans.use(prepareSupergraph(read(supergraphFile)).sdl);
  // An open timer, because the thread does not keep the process alive.
  const timer = setInterval(() => undefined, 1_000);
  const withinLimits = (query: string) => {
    try {
      return parseWithinLimits(query, schema);
    } catch {
      return 'REFUSED';
    }
  };
  const values = (_name: string, type: string): readonly unknown[] => (type === 'Int' ? [1, 5, 30] : ['1', '2']);
  for (let index = 0; index < count; index += 1) {
    const random = randomOf(seed + index);
    const { query } = randomOperation({
      schema,
      values,
      random,
      isMutation: random() < 0.05,
      maxRoots: 1 + Math.floor(random() * mostRoots),
    });
    const document = withinLimits(query);
    if (document === 'REFUSED') {
      result.refused += 1;
      continue;
    }
    const operation = document?.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    if (!document || !operation) throw new Error(`does not parse: ${query}`);
    const pruned = pruneDenied({
      schema,
      operation: inlineOperation(document, operation).operation,
      denied: new Map(),
      marksAccounts: true,
      marksTypes: true,
    });
    await plans.prepare(toGeneralForm(schema, pruned), 0, 'fuzz');
    result.planned += 1;
  }
  clearInterval(timer);
  await thread[Symbol.asyncDispose]();
  return result;
}
