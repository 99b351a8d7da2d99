import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  isRequiredArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** Returns numbers in [0, 1). The same seed gives the same sequence. */
export type Random = () => number;

/** The mulberry32 generator. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface OperationOptions {
  readonly schema: GraphQLSchema;
  /** Candidate values for an argument or input field, by its name, its type and its field or input type. */
  readonly values: (name: string, type: string, of: string) => readonly unknown[];
  readonly random: Random;
  readonly isMutation: boolean;
  /** Root fields of a query at most. Default: 3. */
  readonly maxRoots?: number;
}

export interface RandomOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

const maxDepth = 7;

/** A valid operation over a random part of the schema, with aliases, fragments, conditions and variables. */
export function randomOperation({
  schema,
  values,
  random,
  isMutation,
  maxRoots = 3,
}: OperationOptions): RandomOperation {
  const fragments: string[] = [];
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  let aliases = 0;

  const chance = (share: number): boolean => random() < share;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

  function inputOf(name: string, type: GraphQLInputType, of: string): unknown {
    if (isNonNullType(type)) return inputOf(name, type.ofType, of);
    if (isListType(type)) return Array.from({ length: Math.floor(random() * 3) }, () => inputOf(name, type.ofType, of));
    if (isEnumType(type)) return { enum: pick(type.getValues()).name };
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => isRequiredInputField(field) || chance(0.5));
      return Object.fromEntries(fields.map((field) => [field.name, inputOf(field.name, field.type, type.name)]));
    }
    return pick(values(name, getNamedType(type).name, of));
  }

  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    return 'enum' in value
      ? value.enum
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  };
  const literal = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    if ('enum' in value) return String(value.enum);
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${key}: ${literal(inner)}`)
      .join(', ')} }`;
  };

  function argument(name: string, type: GraphQLInputType, of: string): string {
    const value = inputOf(name, type, of);
    if (!chance(0.3)) return `${name}: ${literal(value)}`;
    const variable = `v${declared.length}`;
    declared.push(`$${variable}: ${String(type)}`);
    variables[variable] = plain(value);
    return `${name}: $${variable}`;
  }

  function fieldOf(type: GraphQLObjectType, name: string, depth: number): string {
    const field = type.getFields()[name];
    if (!field) return '__typename';
    const given = field.args
      .filter((each) => isRequiredArgument(each) || chance(0.5))
      .map((each) => argument(each.name, each.type, `${type.name}.${name}`));
    aliases += 1;
    const alias = chance(0.3) ? `a${aliases}: ` : given.length > 0 ? `f${aliases}: ` : '';
    const condition = chance(0.05) ? pick([' @include(if: true)', ' @skip(if: false)', ' @skip(if: true)']) : '';
    const inner = selectionOf(field.type, depth);
    return `${alias}${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${condition}${inner}`;
  }

  function selectionOf(output: GraphQLOutputType, depth: number): string {
    const type = getNamedType(output);
    if (isLeafType(type) || !isObjectType(type)) return '';
    const all = Object.values(type.getFields());
    // At the maximum depth only leaves are selected. Connections and edges do not count as levels.
    const isWrapper = /(Connection|Edge)$/.test(type.name);
    const usable = depth >= maxDepth ? all.filter((field) => isLeafType(getNamedType(field.type))) : all;
    const wanted = isWrapper
      ? all.filter(({ name }) => ['edges', 'node'].includes(name) || chance(0.3))
      : usable.filter(() => chance(depth < 3 ? 0.45 : 0.3));
    const chosen = wanted.length > 0 ? wanted : usable.slice(0, 1);
    if (chosen.length === 0) return ' { __typename }';
    const fields = chosen.map(({ name }) => fieldOf(type, name, isWrapper ? depth : depth + 1));
    if (chance(0.1)) {
      const name = `F${fragments.length}`;
      fragments.push('');
      fragments[Number(name.slice(1))] = `fragment ${name} on ${type.name} { ${fields.join(' ')} }`;
      return ` { ...${name} ${chance(0.5) ? '__typename' : ''} }`;
    }
    if (chance(0.1)) return ` { ... on ${type.name} { ${fields.join(' ')} } }`;
    return ` { ${fields.join(' ')} }`;
  }

  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (!root) throw new Error('the schema has no such root');
  const names = Object.keys(root.getFields());
  const count = 1 + Math.floor(random() * (isMutation ? 2 : maxRoots));
  const fields = Array.from({ length: count }, () => {
    // Accounts hold most of the values that could leak.
    const name = !isMutation && chance(0.6) ? 'account' : pick(names);
    aliases += 1;
    return `r${aliases}: ${fieldOf(root, name, 1).replace(/^\w+: /, '')}`;
  });
  const parameters = declared.length > 0 ? `(${declared.join(', ')})` : '';
  return {
    query: `${isMutation ? 'mutation' : 'query'} Fuzz${parameters} { ${fields.join(' ')} } ${fragments.join(' ')}`,
    variables,
  };
}
