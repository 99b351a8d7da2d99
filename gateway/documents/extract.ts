import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  print,
  Source,
  validate,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { documentIdOf, manifestOf, type Manifest } from './manifest.ts';

/** Files of operations and fragments, by their names. */
export type DocumentFiles = Readonly<Record<string, string>>;

export interface Extraction {
  readonly manifest: Manifest;
  /** What keeps the files from being a manifest, in words. */
  readonly problems: readonly string[];
}

/** Every operation with the fragments that it needs, whichever file they stand in. */
export function extractDocuments(files: DocumentFiles, schema: GraphQLSchema): Extraction {
  const problems: string[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: { readonly file: string; readonly operation: OperationDefinitionNode }[] = [];
  for (const [file, text] of Object.entries(files)) {
    try {
      for (const definition of parse(new Source(text, file)).definitions) {
        if (definition.kind === Kind.OPERATION_DEFINITION) operations.push({ file, operation: definition });
        if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
        if (fragments.has(definition.name.value)) problems.push(`${file}: a second fragment ${definition.name.value}`);
        fragments.set(definition.name.value, definition);
      }
    } catch (error) {
      problems.push(`${file}: ${error instanceof GraphQLError ? error.message : String(error)}`);
    }
  }

  const needed = (operation: OperationDefinitionNode): FragmentDefinitionNode[] => {
    const found = new Set<FragmentDefinitionNode>();
    const look = (node: OperationDefinitionNode | FragmentDefinitionNode): void =>
      void visit(node, {
        FragmentSpread({ name }) {
          const fragment = fragments.get(name.value);
          if (!fragment || found.has(fragment)) return;
          found.add(fragment);
          look(fragment);
        },
      });
    look(operation);
    return [...found].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
  };

  const found: Manifest['operations'] = [];
  for (const { file, operation } of operations) {
    const name = operation.name?.value;
    if (name === undefined || operation.operation === OperationTypeNode.SUBSCRIPTION) {
      problems.push(`${file}: every operation is a query or a mutation, and has a name`);
      continue;
    }
    if (found.some((other) => other.name === name)) problems.push(`${file}: a second operation ${name}`);
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...needed(operation)] };
    for (const { message } of validate(schema, document)) problems.push(`${file}, ${name}: ${message}`);
    const body = print(document);
    found.push({ id: documentIdOf(body), name, type: operation.operation, body });
  }
  return { manifest: manifestOf(found.sort((a, b) => (a.name < b.name ? -1 : 1))), problems };
}
