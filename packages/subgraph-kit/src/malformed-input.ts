import { AsyncLocalStorage } from 'node:async_hooks';
import {
  defaultFieldResolver,
  getNamedType,
  isIntrospectionType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { badInput } from '@customer-graph/protocol/errors';
import { userError, type UserError } from '@customer-graph/protocol/user-error';

/** A scalar in a mutation's input whose text cannot be parsed. It takes the value's place until the mutation is refused. */
export class MalformedInput {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** Whether a mutation is being executed. A scalar cannot see the operation that it is part of. */
const executesMutation = new AsyncLocalStorage<boolean>();

/** Runs a GraphQL request. In a mutation a malformed scalar is refused at its field; in a query it is an error of the request. */
export const withMalformedInput = <T>(isMutation: boolean, run: () => T): T => executesMutation.run(isMutation, run);

/** The result of a scalar's parser for a text that it does not accept. */
export function malformed(message: string): MalformedInput {
  if (!executesMutation.getStore()) throw badInput(message);
  return new MalformedInput(message);
}

type Arguments = Readonly<Record<string, unknown>>;

function refusalsIn(value: unknown, path: readonly string[]): UserError[] {
  if (value instanceof MalformedInput) return [userError('INVALID_INPUT', value.message, ...path)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => refusalsIn(inner, [...path, key]));
}

/** Replaces a field's result where its arguments contain malformed scalars. */
function refuse(field: GraphQLField<unknown, unknown>, answer: (refusals: UserError[]) => unknown): void {
  const { resolve = defaultFieldResolver } = field;
  if (field.args.length === 0) return;
  field.resolve = (parent, given: Arguments, context, info): unknown => {
    const refusals = Object.entries(given).flatMap(([name, value]) =>
      refusalsIn(value, name === 'input' ? [] : [name]),
    );
    return refusals.length === 0 ? resolve(parent, given, context, info) : answer(refusals);
  };
}

function throwBadInput(refusals: readonly UserError[]): never {
  throw badInput(refusals.map(({ message }) => message).join(' '));
}

/** Makes the fields below the mutations refuse malformed scalars, with BAD_USER_INPUT at the field. */
export function refuseMalformedArguments(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || type === schema.getMutationType()) continue;
    for (const field of Object.values(type.getFields())) refuse(field, throwBadInput);
  }
  return schema;
}

/** Makes every mutation refuse malformed scalars: in `userErrors`, if its payload has them, with the path in its `input`. */
export function refuseMalformedMutations(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const payload = getNamedType(field.type);
    const hasUserErrors = isObjectType(payload) && 'userErrors' in payload.getFields();
    refuse(field, hasUserErrors ? (userErrors) => ({ userErrors }) : throwBadInput);
  }
  return schema;
}
