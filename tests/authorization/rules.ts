import { readFileSync } from 'node:fs';
import { Kind, parse, type ConstDirectiveNode } from 'graphql';
import { subgraphs, type SubgraphSdl } from '../../schema/subgraphs.ts';

/** One authorization rule of the SDL: a directive on a type or field. */
export interface Rule {
  /** "billing: Account.billing @requiresScopes". */
  readonly name: string;
  /** `shared`, or the name of a subgraph. */
  readonly file: string;
  /** The definition that has the directive, and the same text without the directive. */
  readonly from: string;
  readonly to: string;
}

const own = (name: string): string =>
  readFileSync(
    new URL(
      name === 'shared' ? '../../schema/shared.graphql' : `../../subgraphs/${name}/schema.graphql`,
      import.meta.url,
    ),
    'utf8',
  );
const ruleNames: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes']);

/** All rules of the subgraphs and of the shared schema. */
export function rules(): Rule[] {
  return ['shared', ...subgraphs.map(({ name }) => name)].flatMap((file) => {
    const text = own(file);
    const found: Rule[] = [];
    const look = (
      place: string,
      node: {
        readonly loc?: { readonly start: number; readonly end: number } | undefined;
        readonly directives?: readonly ConstDirectiveNode[] | undefined;
      },
    ) => {
      for (const directive of node.directives ?? []) {
        if (!ruleNames.has(directive.name.value) || !directive.loc || !node.loc) continue;
        const { start, end } = node.loc;
        const from = text.slice(start, end);
        const to = text.slice(start, directive.loc.start) + text.slice(directive.loc.end, end);
        found.push({ name: `${file}: ${place} @${directive.name.value}`, file, from, to });
      }
    };
    for (const definition of parse(text).definitions) {
      if (
        definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
        definition.kind !== Kind.OBJECT_TYPE_EXTENSION &&
        definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
      )
        continue;
      look(`type ${definition.name.value}`, definition);
      for (const field of definition.fields ?? []) look(`${definition.name.value}.${field.name.value}`, field);
    }
    return found;
  });
}

/** The subgraphs without one rule. */
export const withoutRule = ({ file, from, to }: Rule): SubgraphSdl[] =>
  subgraphs.map((subgraph) =>
    file === 'shared' || file === subgraph.name ? { ...subgraph, sdl: subgraph.sdl.replace(from, () => to) } : subgraph,
  );
