import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  typeFromAST,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionSetNode,
} from 'graphql';
import { responseKey } from './inline.ts';

/** The fields of an object, grouped by response key (GraphQL specification, "CollectFields"). Fragments are inlined. */
export type CollectFields = (
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
) => ReadonlyMap<string, readonly FieldNode[]>;

/** @param variables coerced by the schema */
export function createCollectFields(schema: GraphQLSchema, variables: Record<string, unknown>): CollectFields {
  const isIncluded = (node: FieldNode | InlineFragmentNode): boolean =>
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;

  const appliesTo = (type: GraphQLObjectType, { typeCondition }: InlineFragmentNode): boolean => {
    const condition = typeCondition && typeFromAST(schema, typeCondition);
    return !condition || condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
  };

  const collectInto = (
    fields: Map<string, FieldNode[]>,
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
  ): Map<string, FieldNode[]> => {
    for (const selection of sets.flatMap((set) => set.selections)) {
      if (selection.kind === Kind.FRAGMENT_SPREAD || !isIncluded(selection)) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (appliesTo(type, selection)) collectInto(fields, type, [selection.selectionSet]);
        continue;
      }
      const key = responseKey(selection);
      fields.set(key, [...(fields.get(key) ?? []), selection]);
    }
    return fields;
  };

  return (type, sets) => collectInto(new Map(), type, sets);
}
