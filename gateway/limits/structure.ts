import { Kind, visit, type DocumentNode, type SelectionSetNode, type ValueNode } from 'graphql';
import { fieldsOf, responseKey } from '../authorization/inline.ts';
import { introspectionFields } from '../introspection/introspection.ts';

export interface DocumentStructure {
  readonly spreads: number;
  /** Fields under a response key that their object already has. */
  readonly repeated: number;
  /** `__schema` fields. */
  readonly schemas: number;
  /** `__schema` and `__type` fields. */
  readonly introspections: number;
  /** Whether a field inside introspection has an alias. */
  readonly aliasesIntrospection: boolean;
  /** Elements of the longest list literal. */
  readonly list: number;
}

/** How deep selection sets are nested, inline fragments included. Does not recurse, so any document is safe. */
export function nestingOf(document: DocumentNode): number {
  let depth = 0;
  let deepest = 0;
  visit(document, {
    SelectionSet: {
      enter() {
        depth += 1;
        deepest = Math.max(deepest, depth);
      },
      leave() {
        depth -= 1;
      },
    },
  });
  return deepest;
}

/** Counts of a document's parts. Recurses as deep as selection sets are nested, so limit the nesting first. */
export function structureOf(document: DocumentNode): DocumentStructure {
  const counts = { spreads: 0, repeated: 0, schemas: 0, introspections: 0, list: 0 };
  let aliasesIntrospection = false;
  let introspectionDepth = 0;
  const isIntrospectionType = (name: string): boolean => name.startsWith('__');
  visit(document, {
    FragmentSpread() {
      counts.spreads += 1;
    },
    ListValue({ values }: { readonly values: readonly ValueNode[] }) {
      counts.list = Math.max(counts.list, values.length);
    },
    FragmentDefinition: {
      enter({ typeCondition }) {
        if (isIntrospectionType(typeCondition.name.value)) introspectionDepth += 1;
      },
      leave({ typeCondition }) {
        if (isIntrospectionType(typeCondition.name.value)) introspectionDepth -= 1;
      },
    },
    Field: {
      enter({ alias, name }) {
        if (alias && introspectionDepth > 0) aliasesIntrospection = true;
        if (!introspectionFields.has(name.value)) return;
        counts.introspections += 1;
        if (name.value === '__schema') counts.schemas += 1;
        introspectionDepth += 1;
      },
      leave({ name }) {
        if (introspectionFields.has(name.value)) introspectionDepth -= 1;
      },
    },
    SelectionSet(set: SelectionSetNode, _key, parent) {
      if (parent && 'kind' in parent && parent.kind === Kind.INLINE_FRAGMENT) return;
      const keys = fieldsOf(set).map(responseKey);
      counts.repeated += keys.length - new Set(keys).size;
    },
  });
  return { ...counts, aliasesIntrospection };
}
