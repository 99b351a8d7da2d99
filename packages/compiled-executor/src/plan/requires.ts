import {
  getResponseName,
  type QueryPlanFieldNode,
  type QueryPlanInlineFragmentNode,
  type QueryPlanSelectionNode,
} from '@apollo/query-planner';
import { isAbstractType, isInterfaceType, type GraphQLSchema } from 'graphql';
import { evaluate, literal, readOwn, property } from '../code.ts';
import { deepMerge } from './merge.ts';

/** Builds the representation of an entity for a subgraph. Null or without `__typename`: the entity lacks a required field. */
export type Represent = (entity: unknown) => Record<string, unknown> | null;

type Selections = readonly QueryPlanSelectionNode[];

const isField = (selection: QueryPlanSelectionNode): selection is QueryPlanFieldNode => selection.kind === 'Field';
const isFragment = (selection: QueryPlanSelectionNode): selection is QueryPlanInlineFragmentNode => !isField(selection);

/** Generates the function that reads the `requires` of a fetch, as @apollo/gateway reads them. */
export function compileRequires(schema: GraphQLSchema, requires: Selections): Represent {
  const functions: string[] = [];
  const root = disjoint(requires) ? chooseOne(requires.filter(isFragment)) : define(requires);
  return evaluate(`${functions.join('\n')}\nreturn ${root};`, { hasOwn: Object.hasOwn, deepMerge }) as Represent;

  /** Adds a function and returns its name. */
  function add(statements: readonly string[]): string {
    const name = `r${functions.length}`;
    functions.push(`function ${name}(from) {\nif (from === null) return null;\n${statements.join('\n')}\n}`);
    return name;
  }

  function define(selections: Selections): string {
    return selections.every(isField) ? defineFields(selections) : defineMixed(selections);
  }

  function defineFields(fields: readonly QueryPlanFieldNode[]): string {
    const statements = fields.map((field, index) => readField(field, `v${index}`));
    const properties = fields.map((field, index) => property(getResponseName(field), `v${index}`));
    return add([...statements, `return { ${properties.join(', ')} };`]);
  }

  /** Fields and fragments together: the result is merged, so that nested fields of several fragments add up. */
  function defineMixed(selections: Selections): string {
    const statements = selections.map((selection, index) =>
      isField(selection)
        ? `${readField(selection, `v${index}`)} to[${literal(getResponseName(selection))}] = v${index};`
        : `if (${isOfType(selection)}) deepMerge(to, ${define(selection.selections)}(from));`,
    );
    return add([typeOf, 'const to = Object.create(null);', ...statements, 'return to;']);
  }

  /** At most one of the fragments applies, and without one there is nothing to send. */
  function chooseOne(fragments: readonly QueryPlanInlineFragmentNode[]): string {
    return add([
      typeOf,
      ...fragments.map((fragment) => `if (${isOfType(fragment)}) return ${define(fragment.selections)}(from);`),
      'return null;',
    ]);
  }

  function readField(field: QueryPlanFieldNode, variable: string): string {
    const read = `let ${variable} = ${readOwn('from', getResponseName(field))}; if (${variable} === undefined) return null;`;
    if (!field.selections) return read;
    const inner = define(field.selections);
    // Elements only: the index of `map` is no argument of it.
    const mapped = `${variable}.map((element) => ${inner}(element))`;
    return `${read} ${variable} = Array.isArray(${variable}) ? ${mapped} : ${inner}(${variable});`;
  }

  function isOfType({ typeCondition }: QueryPlanInlineFragmentNode): string {
    const types = typeCondition === undefined ? [] : typesOf(typeCondition);
    return types.length === 0 ? 'false' : types.map((type) => `type === ${literal(type)}`).join(' || ');
  }

  function typesOf(condition: string): string[] {
    const type = schema.getType(condition);
    if (!isAbstractType(type)) return [condition];
    const interfaces = isInterfaceType(type) ? schema.getImplementations(type).interfaces : [];
    return [condition, ...schema.getPossibleTypes(type).map(({ name }) => name), ...interfaces.map(({ name }) => name)];
  }

  function disjoint(selections: Selections): boolean {
    const types = selections.filter(isFragment).flatMap(({ typeCondition = '' }) => typesOf(typeCondition));
    return selections.every(isFragment) && new Set(types).size === types.length;
  }
}

const typeOf = 'const type = from ? from["__typename"] : undefined;';
