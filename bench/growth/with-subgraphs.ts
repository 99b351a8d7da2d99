import { Kind, parse, print, visit, type ConstDirectiveNode, type EnumValueDefinitionNode } from 'graphql';

/** The directives of a line of SDL. */
function directivesOf(sdl: string): readonly ConstDirectiveNode[] {
  const [definition] = parse(`scalar S ${sdl}`).definitions;
  return definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? (definition.directives ?? []) : [];
}

const enumValue = (name: string, sdl: string): EnumValueDefinitionNode => ({
  kind: Kind.ENUM_VALUE_DEFINITION,
  name: { kind: Kind.NAME, value: name },
  directives: directivesOf(sdl),
});

/** Adds subgraphs, each with one root field, to a supergraph until there are `total` of them. */
export function withSubgraphs(supergraph: string, total: number): string {
  let known: readonly string[] = [];
  let extra: readonly string[] = [];
  const withGraphs = visit(parse(supergraph), {
    EnumTypeDefinition(node) {
      if (node.name.value !== 'join__Graph') return undefined;
      known = (node.values ?? []).map(({ name }) => name.value);
      extra = Array.from({ length: total - known.length }, (_, index) => `EXTRA${index}`);
      const values = extra.map((name) =>
        enumValue(name, `@join__graph(name: "${name.toLowerCase()}", url: "http://127.0.0.1/${name}")`),
      );
      return { ...node, values: [...(node.values ?? []), ...values] };
    },
  });
  const document = visit(withGraphs, {
    ObjectTypeDefinition(node) {
      if (node.name.value !== 'Query') return undefined;
      const added = parse(
        `type Query { ${extra.map((name) => `${name.toLowerCase()}: String @join__field(graph: ${name})`).join(' ')} }`,
      ).definitions[0];
      // A field that names no subgraph belongs to all of them.
      const own = (node.fields ?? []).map((field) =>
        field.directives?.some(({ name }) => name.value === 'join__field')
          ? field
          : {
              ...field,
              directives: [
                ...(field.directives ?? []),
                ...directivesOf(known.map((name) => `@join__field(graph: ${name})`).join(' ')),
              ],
            },
      );
      return {
        ...node,
        directives: [
          ...(node.directives ?? []),
          ...directivesOf(extra.map((name) => `@join__type(graph: ${name})`).join(' ')),
        ],
        fields: [...own, ...(added?.kind === Kind.OBJECT_TYPE_DEFINITION ? (added.fields ?? []) : [])],
      };
    },
  });
  return print(document);
}
