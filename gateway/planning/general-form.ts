import { createHash } from 'node:crypto';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  parseType,
  print,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { SentOperation } from '../authorization/decision.ts';

/**
 * The operation without its name, with literals as variables, and with variables named after the arguments that use them.
 * A plan depends on none of these, so operations that differ only in them share one. Literals in directives stay: `@skip` and
 * `@include` change the plan.
 *
 * @param operation valid, with fragments inlined
 */
export function toGeneralForm(schema: GraphQLSchema, operation: OperationDefinitionNode): SentOperation {
  const given = new Map((operation.variableDefinitions ?? []).map((node) => [node.variable.name.value, node]));
  const definitions = new Map<string, VariableDefinitionNode>();
  const newNames = new Map<string, string>();
  const literals: Record<string, unknown> = {};

  /** The new name of a variable or literal; on its first use, one after the argument or input field. */
  function nameOf(
    source: string,
    position: string,
    define: (name: string) => VariableDefinitionNode | undefined,
  ): string {
    const known = newNames.get(source);
    if (known !== undefined) return known;
    let name = position;
    for (let count = 2; definitions.has(name); count += 1) name = `${position}_${count}`;
    newNames.set(source, name);
    const definition = define(name);
    if (definition) definitions.set(name, definition);
    return name;
  }

  const variable = (name: string) => ({ kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } }) as const;

  function convert(value: ValueNode, type: GraphQLInputType | undefined, position: string): ValueNode {
    if (value.kind === Kind.VARIABLE) {
      const source = value.name.value;
      return variable(
        nameOf(`$${source}`, position, (name) => {
          const definition = given.get(source);
          return definition && { ...definition, variable: variable(name) };
        }),
      );
    }
    if (!type) return value;
    if (isLiteralOf(value, type)) {
      return variable(
        nameOf(`${String(type)} ${print(inOrder(value))}`, position, (name) => {
          literals[name] = valueFromASTUntyped(value);
          return { kind: Kind.VARIABLE_DEFINITION, variable: variable(name), type: parseType(String(type)) };
        }),
      );
    }
    const nullable = getNullableType(type);
    if (value.kind === Kind.LIST && isListType(nullable))
      return { ...value, values: value.values.map((item) => convert(item, nullable.ofType, position)) };
    const fields = isInputObjectType(nullable) ? nullable.getFields() : {};
    if (value.kind !== Kind.OBJECT) return value;
    return {
      ...value,
      fields: value.fields.map((field) => ({
        ...field,
        value: convert(field.value, fields[field.name.value]?.type, field.name.value),
      })),
    };
  }

  const typeInfo = new TypeInfo(schema);
  const converted = visit(
    operation,
    visitWithTypeInfo(typeInfo, {
      Argument: (node) => ({
        ...node,
        value: convert(node.value, typeInfo.getDirective() ? undefined : typeInfo.getArgument()?.type, node.name.value),
      }),
      VariableDefinition: () => false,
    }),
  );
  const { name: _name, ...anonymous } = converted;
  const sent: OperationDefinitionNode = { ...anonymous, variableDefinitions: [...definitions.values()] };
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [sent] };
  return {
    document,
    operation: sent,
    queryHash: createHash('sha256').update(print(document)).digest('hex'),
    variablesOf(values) {
      const result: Record<string, unknown> = { ...literals };
      for (const source of given.keys()) {
        const name = newNames.get(`$${source}`);
        if (name !== undefined && Object.hasOwn(values, source)) result[name] = values[source];
      }
      return result;
    },
  };
}

/** A literal with the fields of its objects in order: validation takes literals that differ in that alone for the same. */
function inOrder(value: ValueNode): ValueNode {
  if (value.kind === Kind.LIST) return { ...value, values: value.values.map(inOrder) };
  if (value.kind !== Kind.OBJECT) return value;
  const fields = value.fields.map((field) => ({ ...field, value: inOrder(field.value) }));
  return { ...value, fields: fields.sort((one, other) => (one.name.value < other.name.value ? -1 : 1)) };
}

/** Whether the same value in a variable of this type means the same. A number too large for JSON does not. */
function isLiteralOf(value: ValueNode, type: GraphQLInputType): boolean {
  if (value.kind === Kind.NULL) return !isNonNullType(type);
  const nullable = getNullableType(type);
  const { name } = getNamedType(type);
  switch (value.kind) {
    case Kind.INT:
      return ['Int', 'Float', 'ID'].includes(name) && Number.isSafeInteger(Number(value.value));
    case Kind.FLOAT:
      return name === 'Float';
    case Kind.BOOLEAN:
      return name === 'Boolean';
    case Kind.STRING:
      return !isEnumType(getNamedType(type));
    case Kind.ENUM:
      return isEnumType(getNamedType(type));
    case Kind.LIST:
      return isListType(nullable) && value.values.every((item) => isLiteralOf(item, nullable.ofType));
    case Kind.OBJECT: {
      if (!isInputObjectType(nullable)) return false;
      const fields = nullable.getFields();
      return value.fields.every(({ name: { value: key }, value: inner }) => {
        const field = fields[key];
        return field !== undefined && isLiteralOf(inner, field.type);
      });
    }
    case Kind.VARIABLE:
      return false;
    default:
      return value satisfies never;
  }
}
