import { z } from 'zod';

/** One call between processes: the shape of its input and of its output, both JSON. */
export interface Call {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

/**
 * The unpublished calls that a subgraph answers, by name. The subgraph declares the table in its `contract.ts`;
 * handlers and clients take their types from it, so a misspelt name or field does not compile.
 */
export type Calls = Readonly<Record<string, Call>>;

/** The names of a table's calls. */
export type CallName<Table extends Calls> = keyof Table & string;
/** The input as a client sends it: fields with defaults are optional. */
export type CallInput<Table extends Calls, Name extends keyof Table> = z.input<Table[Name]['input']>;
/** The parsed input, as a handler receives it. */
export type ParsedInput<Table extends Calls, Name extends keyof Table> = z.output<Table[Name]['input']>;
/** The output, as a handler returns it and a client receives it. */
export type CallOutput<Table extends Calls, Name extends keyof Table> = z.output<Table[Name]['output']>;

/**
 * Declares a table of calls. Returns it with its exact type, so that handlers and clients are typed.
 *
 * @example
 * export const statusCalls = defineCalls({
 *   incidents: { input: z.object({ page: z.string() }), output: z.array(incident) },
 * });
 */
export const defineCalls = <const Table extends Calls>(table: Table): Table => table;

/** The output of a call that returns nothing. */
export const noOutput = z.object({});
