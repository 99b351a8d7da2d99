import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Draw } from './random.ts';

export interface DrawnOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The variables of `@skip` and `@include`. */
  readonly conditions: readonly string[];
}

const maxDepth = 5;
/** Names that objects, lists and texts inherit, among others. */
const aliases = ['a', 'b', 'c', 'id', 'name', 'constructor', '__proto__', 'toString', 'length', 'map', 'kind'];

/** Draws an operation over all parts of a schema. It may be invalid, where two fields with one alias differ. */
export function drawOperation(schema: GraphQLSchema, draw: Draw, isMutation: boolean): DrawnOperation {
  const { chance, pick, below } = draw;
  const declared: string[] = [];
  const variables: Record<string, unknown> = {};
  const conditions: string[] = [];
  const fragments: { readonly name: string; readonly on: GraphQLCompositeType; text: string }[] = [];
  let fields = 0;
  const mostConditions = pick([0, 1, 3, 9]);
  const conditionShare = pick([0, 0.05, 0.2]);

  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (!root) throw new Error('the schema has no such root');
  const body = selectionSet(root, 0, isMutation ? 2 : 3);
  const parameters = declared.length > 0 ? `(${declared.join(', ')})` : '';
  const query = `${isMutation ? 'mutation' : 'query'} Drawn${parameters} ${body} ${fragments.map(({ text }) => text).join(' ')}`;
  return { query, variables, conditions };

  function selectionSet(type: GraphQLCompositeType, depth: number, most: number): string {
    const selections = Array.from({ length: 1 + below(most) }, () => selection(type, depth)).filter(
      (text) => text !== '',
    );
    return `{ ${selections.length > 0 ? selections.join(' ') : '__typename'} }`;
  }

  function selection(type: GraphQLCompositeType, depth: number): string {
    if (chance(isAbstractType(type) ? 0.45 : 0.12)) return fragment(type, depth);
    if (isUnionType(type) || chance(0.1)) return `${chance(0.3) ? `${pick(aliases)}: ` : ''}__typename${condition()}`;
    const all = Object.values(type.getFields());
    const usable = depth >= maxDepth || fields > 30 ? all.filter((field) => isLeafType(getNamedType(field.type))) : all;
    return usable.length === 0
      ? ''
      : fieldText(
          pick(depth === 0 ? [...usable, ...usable.filter(({ name }) => name === 'latestReviews')] : usable),
          depth,
        );
  }

  function fieldText(field: GraphQLField<unknown, unknown>, depth: number): string {
    fields += 1;
    const given = field.args
      .filter((argument) => isRequiredArgument(argument) || chance(0.3))
      .map(({ name, type }) => `${name}: ${input(type)}`);
    const alias = chance(0.06)
      ? `${pick(aliases)}: `
      : chance(0.08)
        ? `a${fields}: `
        : given.length > 0 && chance(0.8)
          ? `f${fields}: `
          : '';
    const type = getNamedType(field.type);
    const inner = isCompositeType(type) ? selectionSet(type, depth + 1, depth > 2 ? 3 : 5) : '';
    return `${alias}${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}${condition()} ${inner}`;
  }

  function fragment(type: GraphQLCompositeType, depth: number): string {
    const on = pick(conditionsFor(type));
    if (chance(0.3)) {
      const known = fragments.filter((other) => other.text !== '' && other.on === on);
      if (known.length > 0 && chance(0.5)) return `...${pick(known).name}${condition()}`;
      const created = { name: `F${fragments.length}`, on, text: '' };
      fragments.push(created);
      created.text = `fragment ${created.name} on ${on.name} ${selectionSet(on, depth, 4)}`;
      return `...${created.name}${condition()}`;
    }
    const named = on !== type || chance(0.7);
    return `...${named ? ` on ${on.name}` : ''}${condition()} ${selectionSet(on, depth, 4)}`;
  }

  /** Types whose fragments may apply to the type. */
  function conditionsFor(type: GraphQLCompositeType): GraphQLCompositeType[] {
    const own = new Set(isAbstractType(type) ? schema.getPossibleTypes(type) : [type]);
    const all = Object.values(schema.getTypeMap()).filter(isCompositeType);
    const fitting = all.filter(
      (other) =>
        !other.name.startsWith('__') &&
        (isAbstractType(other) ? schema.getPossibleTypes(other).some((possible) => own.has(possible)) : own.has(other)),
    );
    return [type, ...fitting];
  }

  function condition(): string {
    if (!chance(conditionShare)) return '';
    const directives = chance(0.1) ? ['skip', 'include'] : [pick(['skip', 'include'])];
    return directives.map((name) => ` @${name}(if: ${conditionValue()})`).join('');
  }

  function conditionValue(): string {
    if (mostConditions === 0 || chance(0.15)) return String(chance(0.5));
    if (conditions.length > 0 && (conditions.length >= mostConditions || chance(0.4))) return `$${pick(conditions)}`;
    const name = `if${conditions.length}`;
    conditions.push(name);
    const hasDefault = chance(0.3);
    declared.push(`$${name}: Boolean${hasDefault ? ` = ${chance(0.5)}` : '!'}`);
    if (!hasDefault || chance(0.5)) variables[name] = chance(0.5);
    return `$${name}`;
  }

  function input(type: GraphQLInputType): string {
    if (!chance(0.35)) return literal(type);
    const name = `v${declared.length}`;
    const hasDefault = !isNonNullType(type) && chance(0.4);
    declared.push(`$${name}: ${String(type)}${hasDefault ? ` = ${literal(type)}` : ''}`);
    if (isNonNullType(type) || chance(0.7)) variables[name] = value(type);
    return `$${name}`;
  }

  function literal(type: GraphQLInputType): string {
    const write = (inner: GraphQLInputType, given: unknown): string => {
      if (given === null) return 'null';
      if (isNonNullType(inner)) return write(inner.ofType, given);
      if (isListType(inner)) return `[${(given as unknown[]).map((each) => write(inner.ofType, each)).join(', ')}]`;
      if (!isInputObjectType(inner)) return isEnumType(inner) ? (given as string) : JSON.stringify(given);
      const known = inner.getFields();
      const entries = Object.entries(given as object).flatMap(([name, each]) => {
        const field = known[name];
        return field ? [`${name}: ${write(field.type, each)}`] : [];
      });
      return `{ ${entries.join(', ')} }`;
    };
    return write(type, value(type));
  }

  function value(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return value(type.ofType) ?? value(type);
    if (chance(0.05)) return null;
    if (isListType(type)) return Array.from({ length: below(3) }, () => value(type.ofType));
    if (isEnumType(type)) return pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const given = Object.values(type.getFields()).filter((field) => isRequiredInputField(field) || chance(0.5));
      return Object.fromEntries(given.map((field) => [field.name, value(field.type)]));
    }
    switch (type.name) {
      case 'Int':
        return below(10);
      case 'Float':
        return pick([0.5, 3]);
      case 'Boolean':
        return chance(0.5);
      default:
        return pick(['1', '2', 'text']);
    }
  }
}
