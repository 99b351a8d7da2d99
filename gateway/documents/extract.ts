import {
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
import { reasonOf } from '@customer-graph/process/reason-of';
import { documentIdOf, manifestOf, type Manifest } from './manifest.ts';

/** Texts of files with operations and fragments, by file name. */
export type DocumentFiles = Readonly<Record<string, string>>;

export interface Extraction {
  readonly manifest: Manifest;
  /** Problems that prevent a manifest, as sentences. */
  readonly problems: readonly string[];
}

/** Makes a manifest of all operations. Each gets the fragments that it uses, from any of the files. */
export function extractDocuments(files: DocumentFiles, schema: GraphQLSchema): Extraction {
  const problems: string[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: { readonly file: string; readonly operation: OperationDefinitionNode }[] = [];
  for (const [file, text] of Object.entries(files)) {
    try {
      for (const definition of parse(new Source(text, file)).definitions) {
        if (definition.kind === Kind.OPERATION_DEFINITION) operations.push({ file, operation: definition });
        if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
        if (fragments.has(definition.name.value))
          problems.push(`${file}: a second fragment is named ${definition.name.value}`);
        fragments.set(definition.name.value, definition);
      }
    } catch (error) {
      problems.push(`${file}: ${reasonOf(error)}`);
    }
  }

  const fragmentsUsedBy = (operation: OperationDefinitionNode): FragmentDefinitionNode[] => {
    const found = new Set<FragmentDefinitionNode>();
    const visitSpreads = (node: OperationDefinitionNode | FragmentDefinitionNode): void =>
      void visit(node, {
        FragmentSpread({ name }) {
          const fragment = fragments.get(name.value);
          if (!fragment || found.has(fragment)) return;
          found.add(fragment);
          visitSpreads(fragment);
        },
      });
    visitSpreads(operation);
    return [...found].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
  };

  const found: Manifest['operations'] = [];
  for (const { file, operation } of operations) {
    const name = operation.name?.value;
    if (name === undefined || operation.operation === OperationTypeNode.SUBSCRIPTION) {
      problems.push(`${file}: an operation must be a query or a mutation with a name`);
      continue;
    }
    if (found.some((other) => other.name === name)) problems.push(`${file}: a second operation is named ${name}`);
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragmentsUsedBy(operation)] };
    for (const { message } of validate(schema, document)) problems.push(`${file}, ${name}: ${message}`);
    const body = print(document);
    found.push({ id: documentIdOf(body), name, type: operation.operation, body });
  }
  return { manifest: manifestOf(found.sort((a, b) => (a.name < b.name ? -1 : 1))), problems };
}
