import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from 'graphql';

/** The upstream calls of a field: `@upstream` in schema/shared.graphql. */
export interface UpstreamReads {
  /** Fields with the same name share one read. Null: the field has a read of its own. */
  readonly reads: string | null;
  /** The type that is read once per object. Null: the field's parent type. */
  readonly per: string | null;
  readonly calls: number;
  /** How many parents one read serves. */
  readonly batch: number;
}

/** Costs of the API's fields, by `Type.field`. */
export interface CostModel {
  readonly reads: ReadonlyMap<string, readonly UpstreamReads[]>;
  /** The assumed length of lists without a `first` argument. */
  readonly sizes: ReadonlyMap<string, number>;
}

const argumentsOf = (directive: ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const countOf = (value: unknown): number => (typeof value === 'number' && value > 0 ? value : 1);

/** Reads `@upstream`, and `@listSize(assumedSize:)` of Apollo's cost specification, from the supergraph's SDL. */
export function readCostModel(sdl: DocumentNode): CostModel {
  const reads = new Map<string, UpstreamReads[]>();
  const sizes = new Map<string, number>();
  for (const definition of sdl.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name, directives = [] } of definition.fields ?? []) {
      const coordinate = `${definition.name.value}.${name.value}`;
      for (const directive of directives) {
        const values = argumentsOf(directive);
        if (directive.name.value === 'listSize' && typeof values.assumedSize === 'number')
          sizes.set(coordinate, values.assumedSize);
        if (directive.name.value !== 'upstream') continue;
        const entry = {
          reads: textOf(values.reads),
          per: textOf(values.per),
          calls: countOf(values.calls),
          batch: countOf(values.batch),
        };
        reads.set(coordinate, [...(reads.get(coordinate) ?? []), entry]);
      }
    }
  }
  return { reads, sizes };
}
