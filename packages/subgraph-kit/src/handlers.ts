import type { CallOutput, Calls, ParsedInput } from '@customer-graph/protocol/calls';
import type { SubgraphContext } from './context.ts';

/** An implementation of every call of a table. */
export type Handlers<Table extends Calls, Loaders> = {
  readonly [Name in keyof Table]: (
    input: ParsedInput<Table, Name>,
    context: SubgraphContext<Loaders>,
  ) => Promise<CallOutput<Table, Name>>;
};

/** A call that parses its input first. */
export type CallHandler<Loaders> = (input: unknown, context: SubgraphContext<Loaders>) => Promise<unknown>;

/** The calls of a subgraph, by name. */
export type CallHandlers<Loaders> = ReadonlyMap<string, CallHandler<Loaders>>;

/**
 * Binds handlers to their table of calls. A handler receives parsed input; invalid input never reaches it.
 *
 * @example
 * handle(statusCalls, { incidents: async ({ page }) => source.incidents(page) })
 */
export function handle<Table extends Calls, Loaders>(
  calls: Table,
  handlers: Handlers<Table, Loaders>,
): CallHandlers<Loaders> {
  return new Map(
    Object.entries(calls).map(([name, { input }]) => {
      const handler = handlers[name as keyof Table];
      return [name, (given, context) => handler(input.parse(given) as ParsedInput<Table, keyof Table>, context)];
    }),
  );
}
