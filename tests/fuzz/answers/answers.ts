import { pino } from 'pino';
import { identities } from '../../../sandbox/identity/identities.ts';
import { companyId, companyIndex, customerId } from '../../../sandbox/seed/company.ts';
import type { GraphError } from '../../support/graph.ts';
import { importAnew } from '../../support/reload.js';
import { randomOf } from '../operations.ts';
import { lossesOutside } from './losses.ts';
import { drawMutation, type Mutation } from './mutations.ts';
import { createRecording, type Exchange } from './recording.ts';
import { scenarios } from './scenarios.ts';

/** A variant with a wrong answer of the graph. */
export interface Finding {
  /** Repeats the variant: `--answers 1 --seed <seed>`. */
  readonly seed: number;
  readonly scenario: string;
  /** The vendor's request. */
  readonly request: string;
  readonly mutation: Mutation;
  readonly problem: string;
}

/** What came of one variant. */
export interface VariantResult {
  readonly findings: readonly Finding[];
  /**
   * Whether values beside the changed object are lost within the requested part: an element whose required field cannot be
   * used takes its list along, because the published API has no null there.
   */
  readonly isListLost: boolean;
}

export interface AnswersRun extends AsyncDisposable {
  readonly scenarios: readonly string[];
  /** Runs one variant. Null: the changed answer was not read. */
  run(seed: number): Promise<VariantResult | null>;
}

interface Baseline {
  readonly name: string;
  readonly query: string;
  readonly data: unknown;
  readonly exchanges: readonly Exchange[];
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly GraphError[];
}

const demo = companyId(companyIndex.demo);
const other = companyId(companyIndex.other);
const url = (path: string): string => new URL(path, new URL(import.meta.url).href.split('?')[0]).href;
const lots = '1000000000';

/** Fields of vendors' objects that name their owner. With another owner, an object must not be shown. */
const owners: ReadonlySet<string> = new Set(['customer', 'organization_id']);
const canary = /CANARY/;

/** Starts the graph on recorded answers. */
export async function startAnswers(): Promise<AnswersRun> {
  const recording = createRecording();
  const { client, refreshedValue, database } = recording.modules;
  const { startGraph } = (await importAnew(
    new URL(url('../../support/graph.ts')),
    new Map([
      [url('../../../packages/upstream/src/client.ts'), client],
      [url('../../../packages/upstream/src/refreshed-value.ts'), refreshedValue],
      [url('../../../subgraphs/usage/postgres/client.ts'), database],
    ]),
  )) as typeof import('../../support/graph.ts');
  let lines: string[] = [];
  const graph = await startGraph({
    spoiled: true,
    log: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }),
    environment: {
      RATE_QUOTAS: `ANONYMOUS=${lots},CUSTOMER=${lots},PARTNER=${lots},STAFF=${lots},TENANT=${lots}`,
      COST_BUDGETS: `CUSTOMER=${lots},STAFF=${lots}`,
    },
  });
  const token = await graph.sandbox.token(identities['admin@demo'] ?? {}, { lifetimeSeconds: 86_400 });
  const ask = async (query: string): Promise<{ status: number; text: string; body: Body }> => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    const text = await response.text();
    return { status: response.status, text, body: JSON.parse(text) as Body };
  };

  const baselines: Baseline[] = [];
  for (const { name, query } of scenarios()) {
    await ask(query);
    const { result, exchanges } = await recording.during(null, () => ask(query));
    const errors = result.body.errors ?? [];
    if (errors.length > 0) throw new Error(`${name}: ${JSON.stringify(errors[0])}`);
    if (exchanges.length > 0) baselines.push({ name, query, data: result.body.data, exchanges });
  }
  const foreign = new Map([
    [demo, other],
    [customerId(companyIndex.demo), customerId(companyIndex.other)],
  ]);

  return {
    scenarios: baselines.map(({ name }) => name),

    async run(seed) {
      const random = randomOf(seed);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
      const { name, query, data, exchanges } = pick(baselines);
      const { key, system, answer } = pick(exchanges);
      const mutation = drawMutation(answer, { random, foreign, isDatabase: system === 'PRODUCT' });
      if (mutation === null) return null;
      lines = [];
      const { result, isApplied } = await recording.during({ key, mutation }, () => ask(query));
      if (!isApplied) return null;
      const { status, text, body } = result;
      const problems: string[] = [];
      const internal = body.errors?.find(({ extensions }) => extensions.code === 'INTERNAL');
      if (internal) problems.push(`INTERNAL at ${internal.path?.join('.') ?? '?'}: ${lines.join('').slice(0, 500)}`);
      if (status >= 500) problems.push(`status ${status}`);
      if (canary.test(text)) problems.push('the answer holds a canary');
      if (!text.isWellFormed() || /\\ud[89ab]/i.test(text)) problems.push('the answer is not well-formed Unicode');
      const last = mutation.path.at(-1);
      if (mutation.kind === 'foreign' && owners.has(String(last)) && mutation.path.length <= 3) {
        const id = (parentOf(answer, mutation) as { id?: unknown } | null)?.id;
        if (typeof id === 'string' && text.includes(`"${id}"`)) problems.push(`shows ${id} of another tenant`);
      }
      const losses = lossesOutside(data, body.data, { system, answer, path: mutation.path, accountId: demo });
      const elsewhere = losses.filter(({ path }) => !path.startsWith(name));
      if (elsewhere.length > 0)
        problems.push(`lost ${elsewhere.length} values outside its part, such as ${elsewhere[0]?.path ?? ''}`);
      const request = key.split('\n')[0]?.slice(0, 160) ?? '';
      const findings = problems.map((problem) => ({ seed, scenario: name, request, mutation, problem }));
      return { findings, isListLost: losses.length > elsewhere.length };
    },

    [Symbol.asyncDispose]: () => graph[Symbol.asyncDispose](),
  };
}

function parentOf(answer: unknown, { path }: Mutation): unknown {
  let value = answer;
  for (const key of path.slice(0, -1)) value = (value as Readonly<Record<string | number, unknown>>)[key];
  return value;
}

/** One line for each finding. Values of vendors' answers are not printed, but for the changed one. */
export const describeFinding = ({ seed, scenario, request, mutation, problem }: Finding): string =>
  `seed ${seed}, ${scenario}: ${mutation.kind} at ${mutation.path.join('.')} of ${request}: ${problem}`;
