import { Supergraph } from '@apollo/federation-internals';
import {
  Kind,
  print,
  visit,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

/** The tag of the API for partners. Subgraphs put it on elements with `@tag(name: "partner")`. */
export const partnerTag = 'partner';

interface DirectiveHolder {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

const isTagged = ({ directives = [] }: DirectiveHolder, tag: string): boolean =>
  directives.some(
    ({ name, arguments: args = [] }) =>
      name.value === 'tag' &&
      args.some(
        ({ name: argument, value }) => argument.value === 'name' && value.kind === Kind.STRING && value.value === tag,
      ),
  );

const inaccessible: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } };

const hide = <Node extends DirectiveHolder>(node: Node): Node =>
  node.directives?.some(({ name }) => name.value === 'inaccessible')
    ? node
    : { ...node, directives: [...(node.directives ?? []), inaccessible] };

/** Names with `__` belong to federation's specifications, which no API contains. */
const isSpecification = (name: string): boolean => name.includes('__');

/**
 * The API of a contract: untagged elements become `@inaccessible`, and federation derives the API from the rest. A tagged
 * type is included with all its fields; an untagged type with its tagged fields. Null: no query is tagged.
 *
 * @throws Error where an included field has a type, or an argument of a type, that is not included
 */
export function contractApi(supergraph: DocumentNode, tag: string): GraphQLSchema | null {
  if (!hasTaggedQuery(supergraph, tag)) return null;
  const document = visit(supergraph, {
    Document: (node) => ({ ...node, definitions: node.definitions.map((definition) => keepTagged(definition, tag)) }),
  });
  return Supergraph.build(print(document), { supportedFeatures: null }).apiSchema().toGraphQLJSSchema();
}

function hasTaggedQuery({ definitions }: DocumentNode, tag: string): boolean {
  const query = definitions.find(
    (definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Query',
  );
  return (
    query?.kind === Kind.OBJECT_TYPE_DEFINITION && [query, ...(query.fields ?? [])].some((node) => isTagged(node, tag))
  );
}

function keepTagged(definition: DefinitionNode, tag: string): DefinitionNode {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      if (isSpecification(definition.name.value) || isTagged(definition, tag)) return definition;
      const fields = definition.fields ?? [];
      if (!fields.some((field) => isTagged(field, tag))) return hide(definition);
      return { ...definition, fields: fields.map((field) => (isTagged(field, tag) ? field : hide(field))) };
    }
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return isSpecification(definition.name.value) || isTagged(definition, tag) ? definition : hide(definition);
    default:
      return definition;
  }
}
