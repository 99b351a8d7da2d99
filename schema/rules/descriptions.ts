import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from 'graphql';

const roots = new Set(['Query', 'Mutation', 'Subscription']);

/** Returns a problem for each published type, field, argument and enum value without a description. */
export function missingDescriptions(api: GraphQLSchema): string[] {
  const missing: string[] = [];
  const need = (coordinate: string, described: { readonly description?: string | null | undefined }) => {
    if (!described.description?.trim()) missing.push(`${coordinate} has no description`);
  };
  for (const type of Object.values(api.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    if (!roots.has(type.name)) need(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) need(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) need(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      need(`${type.name}.${field.name}`, field);
      for (const argument of field.args) need(`${type.name}.${field.name}(${argument.name}:)`, argument);
    }
  }
  return missing;
}
