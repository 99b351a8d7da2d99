import { parseArgs } from 'node:util';

/** Options of a scenario on the command line. */
export interface ScenarioOptions {
  readonly isJson: boolean;
  readonly rounds: number | undefined;
  readonly seconds: number | undefined;
  readonly concurrencies: readonly number[] | undefined;
  readonly engines: readonly string[] | undefined;
  readonly operations: number | undefined;
  readonly callers: number | undefined;
  readonly supergraph: string | undefined;
  readonly query: string | undefined;
}

const number = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} must be a positive number, got ${text}`);
  return value;
};

/** @throws for unknown options and for values that are no numbers */
export function parseOptions(args: readonly string[]): ScenarioOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      concurrency: { type: 'string' },
      engines: { type: 'string' },
      operations: { type: 'string' },
      callers: { type: 'string' },
      supergraph: { type: 'string' },
      query: { type: 'string' },
    },
  });
  return {
    isJson: values.json,
    rounds: number('rounds', values.rounds),
    seconds: number('seconds', values.seconds),
    concurrencies: values.concurrency?.split(',').map((each) => number('concurrency', each) ?? 1),
    engines: values.engines?.split(','),
    operations: number('operations', values.operations),
    callers: number('callers', values.callers),
    supergraph: values.supergraph,
    query: values.query,
  };
}
