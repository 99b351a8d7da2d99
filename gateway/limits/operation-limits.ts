import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  visit,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { badInput, GraphError } from '@customer-graph/protocol/errors';
import { fragmentsOf } from '../authorization/inline.ts';
import { isMarker } from '../authorization/markers.ts';
import { createExpandedSize } from './expanded-size.ts';
import { mostRepeated, rootFieldNames } from './root-fields.ts';
import { nestingOf, structureOf } from './structure.ts';

/** Limits of one request. An operation that reads every field of the API stays below half of each limit. */
export const operationLimits = {
  /** Bytes of the body, and characters of the operation: the longest text of a mutation fits, with every character escaped. */
  body: 1024 * 1024,
  tokens: 5_000,
  depth: 20,
  /** Depth with inline fragments counted as levels. */
  nesting: 60,
  aliases: 200,
  directives: 100,
  /** Root fields of a query. */
  rootFields: 50,
  /** How often a query may request the same root field: each alias of `viewer` or `account` plans and fetches anew. */
  sameRootField: 10,
  /** Root fields of a mutation: they run one after another. */
  mutations: 10,
  operations: 50,
  /** `__schema` fields: even a short one can have a large answer. */
  schemas: 3,
  /** `__schema` and `__type` fields. Apollo Kotlin asks five `__type` for what a server's introspection can do. */
  introspections: 5,
  /** Fragment definitions. */
  fragments: 50,
  spreads: 150,
  /** Selections with fragments expanded. */
  selections: 2_500,
  /** Fields under a response key that their object already has: comparing them takes quadratic time. */
  repeated: 100,
  /** Elements of one list, as a literal or in a variable. */
  list: 200,
  /** Values in all variables together. */
  values: 2_000,
} as const;

type Limit = keyof typeof operationLimits;

const descriptions: Readonly<Record<Limit, string>> = {
  body: 'bytes',
  tokens: 'tokens',
  depth: 'levels',
  nesting: 'levels, fragments included',
  schemas: '__schema fields',
  introspections: 'introspection fields or aliases in introspection',
  aliases: 'aliases',
  directives: 'directives',
  rootFields: 'root fields',
  sameRootField: 'aliases of the same root field',
  mutations: 'mutations',
  operations: 'operations',
  fragments: 'fragments',
  spreads: 'fragment spreads',
  selections: 'selections',
  repeated: 'repeated fields',
  list: 'elements in a list',
  values: 'values in its variables',
};

const refuse = (limit: Limit): never => {
  throw new GraphError('OPERATION_TOO_COSTLY', {
    message: `The operation has too many ${descriptions[limit]}: ${operationLimits[limit]} at most.`,
  });
};
const assertAtMost = (limit: Limit, count: number): void => {
  if (count > operationLimits[limit]) refuse(limit);
};

/**
 * Parses a document within the limits. It runs before graphql-js validates, because some validation rules take quadratic
 * time. Null: the text does not parse, and Apollo Server reports the syntax error.
 *
 * @throws GraphError OPERATION_TOO_COSTLY beyond a limit; BAD_USER_INPUT for an alias that the gateway uses itself
 */
export function parseWithinLimits(text: string, schema: GraphQLSchema): DocumentNode | null {
  assertAtMost('body', text.length);
  const document = parseTokens(text);
  if (document === null) return null;
  assertStructure(document);
  assertExpandedSize(document);
  assertNoMarker(document);
  const optionsOf = (limit: Limit) => ({
    n: operationLimits[limit],
    onReject: [() => refuse(limit)],
    propagateOnRejection: false,
  });
  validate(schema, document, [
    maxAliasesRule(optionsOf('aliases')),
    maxDirectivesRule(optionsOf('directives')),
    // Introspection types refer to one another, so introspection can be nested without end.
    maxDepthRule({ ...optionsOf('depth'), ignoreIntrospection: false, flattenFragments: true }),
  ]);
  return document;
}

function parseTokens(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: operationLimits.tokens });
  } catch (error) {
    // graphql-js reports the token limit by its message alone. Deep brackets overflow the parser's stack before it.
    if (error instanceof RangeError || (error instanceof GraphQLError && error.message.includes('tokens')))
      refuse('tokens');
    return null;
  }
}

function assertStructure(document: DocumentNode): void {
  // Later checks recurse as deep as the nesting.
  assertAtMost('nesting', nestingOf(document));
  const structure = structureOf(document);
  assertAtMost('list', structure.list);
  // Each alias within introspection multiplies everything below it, and no tool needs one.
  if (structure.aliasesIntrospection) refuse('introspections');
  assertAtMost('spreads', structure.spreads);
  assertAtMost('repeated', structure.repeated);
  assertAtMost('schemas', structure.schemas);
  assertAtMost('introspections', structure.introspections);
}

function assertExpandedSize(document: DocumentNode): void {
  const fragments = fragmentsOf(document);
  assertAtMost('fragments', fragments.size);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  assertAtMost('operations', operations.length);
  const measure = createExpandedSize(fragments);
  for (const { operation, selectionSet } of operations) {
    const { selections, fields } = measure(selectionSet);
    assertAtMost('selections', selections);
    assertAtMost(operation === OperationTypeNode.MUTATION ? 'mutations' : 'rootFields', fields);
    assertAtMost('sameRootField', mostRepeated(rootFieldNames(selectionSet, fragments)));
  }
}

/** The gateway adds fields under these aliases: a client's own field would be mistaken for them. */
function assertNoMarker(document: DocumentNode): void {
  visit(document, {
    Field({ alias }) {
      // As the key of an object, __proto__ is lost on the way.
      if (alias && (isMarker(alias.value) || alias.value === '__proto__'))
        throw badInput(`The alias ${alias.value} is reserved. Choose another alias.`);
    },
  });
}

/** Limits lists and values in variables. Throws OPERATION_TOO_COSTLY beyond a limit. */
export function assertVariablesWithinLimits(variables: unknown): void {
  let values = 0;
  const pending: unknown[] = [variables];
  while (pending.length > 0) {
    const value = pending.pop();
    values += 1;
    assertAtMost('values', values);
    if (Array.isArray(value)) assertAtMost('list', value.length);
    if (typeof value === 'object' && value !== null) pending.push(...(Object.values(value) as unknown[]));
  }
}
