import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from 'graphql';
import { fragmentsOf, responseKey } from '../authorization/inline.ts';
import { introspective } from '../introspection/introspection.ts';
import { isMarker } from '../authorization/cut.ts';
import { badInput, GraphError } from '../../subgraphs/shared/errors.ts';

/** What a request may have at most. The largest operation of the tests, every field of the API, stays under half of each. */
export const shapeLimits = {
  /** Bytes of the body. */
  body: 256 * 1024,
  tokens: 5_000,
  depth: 20,
  /** Selection sets within one another, inline fragments included. */
  nesting: 60,
  aliases: 200,
  directives: 100,
  /** Root fields of a query. */
  rootFields: 50,
  /** Root fields of a mutation: they run one after another. */
  mutations: 10,
  operations: 50,
  /** Fields that ask about the schema: an answer is large, whatever it is asked for. */
  introspections: 3,
  /** Fragments, and where they are spread. */
  fragments: 50,
  spreads: 150,
  /** Selections once fragments are written out. */
  selections: 2_500,
  /** Fields under a key that stands there already: comparing them is quadratic. */
  repeated: 100,
  /** Elements of one list, literal or variable. */
  list: 200,
  /** Values in all variables together. */
  values: 2_000,
} as const;

type Limited = keyof typeof shapeLimits;

const refuse = (what: Limited): never => {
  throw new GraphError('OPERATION_TOO_COSTLY', {
    message: `The operation has too many ${names[what]}: ${shapeLimits[what]} at most.`,
  });
};
const names: Readonly<Record<Limited, string>> = {
  body: 'bytes',
  tokens: 'tokens',
  depth: 'levels',
  nesting: 'levels, fragments included',
  introspections: 'questions about the schema, or aliases in them',
  aliases: 'aliases',
  directives: 'directives',
  rootFields: 'root fields',
  mutations: 'mutations',
  operations: 'operations',
  fragments: 'fragments',
  spreads: 'fragment spreads',
  selections: 'selections',
  repeated: 'repeated fields',
  list: 'elements in a list',
  values: 'values in its variables',
};

/**
 * The document, if it is of a shape that may be looked at more closely. In one pass over what was parsed, and before graphql-js validates it: some of its rules are
 * quadratic. What is wrong in any other way is for others to say: null where it does not parse.
 */
export function parseWithinLimits(text: string, schema: GraphQLSchema): DocumentNode | null {
  if (text.length > shapeLimits.body) refuse('body');
  const document = parsed(text);
  if (document === null) return null;
  assertShape(document);
  const within = (what: Limited) => ({
    n: shapeLimits[what],
    onReject: [() => refuse(what)],
    propagateOnRejection: false,
  });
  validate(schema, document, [
    maxAliasesRule(within('aliases')),
    maxDirectivesRule(within('directives')),
    // Introspection goes round in circles like anything else.
    maxDepthRule({ ...within('depth'), ignoreIntrospection: false, flattenFragments: true }),
  ]);
  return document;
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: shapeLimits.tokens });
  } catch (error) {
    // The parser says so in words alone; and brackets within brackets end its stack before they end its tokens.
    if (error instanceof RangeError || (error instanceof GraphQLError && error.message.includes('tokens')))
      refuse('tokens');
    return null;
  }
}

/** What an object is asked, inline fragments included. */
const keysOf = (set: SelectionSetNode): string[] =>
  set.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD
      ? [responseKey(selection)]
      : selection.kind === Kind.INLINE_FRAGMENT
        ? keysOf(selection.selectionSet)
        : [],
  );

function assertShape(document: DocumentNode): void {
  const fragments = fragmentsOf(document);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (fragments.size > shapeLimits.fragments) refuse('fragments');
  if (operations.length > shapeLimits.operations) refuse('operations');
  // First of all: what follows goes down as deep as this, inline fragments included.
  let nesting = 0;
  visit(document, {
    SelectionSet: {
      enter() {
        nesting += 1;
        if (nesting > shapeLimits.nesting) refuse('nesting');
      },
      leave() {
        nesting -= 1;
      },
    },
  });

  const count = { spreads: 0, repeated: 0, introspections: 0 };
  let introspecting = 0;
  visit(document, {
    FragmentSpread() {
      count.spreads += 1;
    },
    ListValue: ({ values }: { readonly values: readonly ValueNode[] }) => {
      if (values.length > shapeLimits.list) refuse('list');
    },
    FragmentDefinition: {
      enter({ typeCondition }) {
        if (typeCondition.name.value.startsWith('__')) introspecting += 1;
      },
      leave({ typeCondition }) {
        if (typeCondition.name.value.startsWith('__')) introspecting -= 1;
      },
    },
    Field: {
      enter({ alias, name }) {
        if (alias && isMarker(alias.value)) throw badInput(`The alias ${alias.value} is taken.`);
        // Within the schema every alias multiplies all that is beneath it, and no tool needs one.
        if (alias && introspecting > 0) refuse('introspections');
        if (!introspective.has(name.value)) return;
        count.introspections += 1;
        introspecting += 1;
      },
      leave({ name }) {
        if (introspective.has(name.value)) introspecting -= 1;
      },
    },
    SelectionSet(set: SelectionSetNode, _key, parent) {
      if (parent && 'kind' in parent && parent.kind === Kind.INLINE_FRAGMENT) return;
      const keys = keysOf(set);
      count.repeated += keys.length - new Set(keys).size;
    },
  });
  for (const what of ['spreads', 'repeated', 'introspections'] as const)
    if (count[what] > shapeLimits[what]) refuse(what);

  // Fragments that spread fragments twice double with each level: counted fragment by fragment, and never written out.
  const ofFragment = new Map<string, { readonly size: number; readonly roots: number }>();
  const measure = (set: SelectionSetNode | undefined): { readonly size: number; readonly roots: number } => {
    let [size, roots] = [0, 0];
    for (const selection of set?.selections ?? []) {
      size += 1;
      if (selection.kind === Kind.FIELD) {
        roots += 1;
        size += measure(selection.selectionSet).size;
        continue;
      }
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? measure(selection.selectionSet)
          : measureFragment(selection.name.value);
      size += inner.size;
      roots += inner.roots;
    }
    return { size, roots };
  };
  const measureFragment = (name: string): { readonly size: number; readonly roots: number } => {
    const known = ofFragment.get(name);
    if (known) return known;
    // One that leads back to itself ends here, and is refused by validation.
    ofFragment.set(name, { size: 0, roots: 0 });
    const own = measure(fragments.get(name)?.selectionSet);
    ofFragment.set(name, own);
    return own;
  };
  for (const { operation, selectionSet } of operations) {
    const { size, roots } = measure(selectionSet);
    if (size > shapeLimits.selections) refuse('selections');
    const what = operation === OperationTypeNode.MUTATION ? 'mutations' : 'rootFields';
    if (roots > shapeLimits[what]) refuse(what);
  }
}

/** Variables may hold what the document may not. */
export function assertVariablesWithinLimits(variables: unknown): void {
  let values = 0;
  const pending: unknown[] = [variables];
  while (pending.length > 0) {
    const value = pending.pop();
    values += 1;
    if (values > shapeLimits.values) refuse('values');
    if (Array.isArray(value) && value.length > shapeLimits.list) refuse('list');
    if (typeof value === 'object' && value !== null) pending.push(...(Object.values(value) as unknown[]));
  }
}
