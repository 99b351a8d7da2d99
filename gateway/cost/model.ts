import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from 'graphql';

/** Calls that a field costs its owner: `@upstream` in schema/shared.graphql. */
export interface UpstreamReads {
  /** Null: the field's own, shared with no other. */
  readonly reads: string | null;
  /** The type that it is read once for; null: the field's own parent. */
  readonly per: string | null;
  readonly calls: number;
  readonly batch: number;
}

/** What each field costs at worst, and how long its list is where no argument says it; by "Type.field". */
export interface CostModel {
  readonly reads: ReadonlyMap<string, readonly UpstreamReads[]>;
  readonly sizes: ReadonlyMap<string, number>;
}

const argumentsOf = (directive: ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const countOf = (value: unknown): number => (typeof value === 'number' && value > 0 ? value : 1);

/** Reads the supergraph's SDL: `@upstream`, and `@listSize(assumedSize:)` of Apollo's cost specification. */
export function readCostModel(sdl: DocumentNode): CostModel {
  const reads = new Map<string, UpstreamReads[]>();
  const sizes = new Map<string, number>();
  for (const definition of sdl.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name, directives = [] } of definition.fields ?? []) {
      const coordinate = `${definition.name.value}.${name.value}`;
      for (const directive of directives) {
        const given = argumentsOf(directive);
        if (directive.name.value === 'listSize' && typeof given.assumedSize === 'number')
          sizes.set(coordinate, given.assumedSize);
        if (directive.name.value !== 'upstream') continue;
        const entry = {
          reads: textOf(given.reads),
          per: textOf(given.per),
          calls: countOf(given.calls),
          batch: countOf(given.batch),
        };
        reads.set(coordinate, [...(reads.get(coordinate) ?? []), entry]);
      }
    }
  }
  return { reads, sizes };
}
