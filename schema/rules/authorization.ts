import { Kind, parse, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode } from 'graphql';
import { readRequirements } from '@customer-graph/authorization/requirements';
import type { SubgraphSdl } from '../subgraphs.ts';

/** Root fields that need no token. A closed list, so that a forgotten directive cannot make a field public. */
const publicRoots: ReadonlySet<string> = new Set(['Query.plans', 'Query.helpCenter']);
/** Types that the public roots return. */
const publicTypes: ReadonlySet<string> = new Set([
  'Plan',
  'Price',
  'PricePackage',
  'PriceTier',
  'HelpCenter',
  'HelpSection',
  'Article',
  'ArticleConnection',
  'ArticleEdge',
]);
/** Value types. The fields that return them carry the rules. */
const valueTypes: ReadonlySet<string> = new Set([
  'Money',
  'PageInfo',
  'Source',
  'UserError',
  'NextAction',
  'Address',
  'Period',
]);

const isPublic = (type: string, field: string): boolean =>
  publicRoots.has(`${type}.${field}`) || publicTypes.has(type) || valueTypes.has(type);

/** Returns the problems of one SDL: fields without a rule that are not declared public. */
export function unprotectedFields(sdl: string): string[] {
  const document = parse(sdl);
  const requirements = readRequirements(document);
  const problems: string[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_EXTENSION) {
      const name = definition.name.value;
      const types = document.definitions.filter(
        (type): type is ObjectTypeDefinitionNode | ObjectTypeExtensionNode =>
          'interfaces' in type &&
          type.kind !== Kind.INTERFACE_TYPE_DEFINITION &&
          (type.interfaces ?? []).some((each) => each.name.value === name),
      );
      for (const field of definition.fields ?? []) {
        for (const type of types) {
          if (
            requirements.get(`${type.name.value}.${field.name.value}`)?.authenticated !== true &&
            !publicTypes.has(type.name.value)
          )
            problems.push(`${name}.${field.name.value}: ${type.name.value} has no rule for it`);
        }
      }
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const type = definition.name.value;
    for (const { name, directives = [] } of definition.fields ?? []) {
      // Another subgraph resolves an @external field, under its own rule.
      if ([...directives, ...(definition.directives ?? [])].some((directive) => directive.name.value === 'external'))
        continue;
      if (requirements.get(`${type}.${name.value}`)?.authenticated === true) continue;
      if (type === 'Mutation') problems.push(`Mutation.${name.value}: no rule protects it, and no mutation is public`);
      else if (!isPublic(type, name.value))
        problems.push(
          `${type}.${name.value}: no rule protects it (schema/rules/authorization.ts lists the public fields)`,
        );
    }
  }
  return problems;
}

/** Returns entities without an own rule. `_entities` bypasses the roots, so that each subgraph's entity needs one. */
export const unprotectedEntities = (subgraphs: readonly SubgraphSdl[]): string[] =>
  subgraphs.flatMap(({ name, sdl }) => {
    const objects = parse(sdl).definitions.filter(
      (definition): definition is ObjectTypeDefinitionNode | ObjectTypeExtensionNode =>
        definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION,
    );
    const has = (type: string, ...directives: string[]): boolean =>
      objects.some(
        (each) =>
          each.name.value === type && each.directives?.some((directive) => directives.includes(directive.name.value)),
      );
    return [...new Set(objects.map((each) => each.name.value))]
      .filter((type) => has(type, 'key') && !has(type, 'authenticated', 'requiresScopes'))
      .map((type) => `${name}: the entity ${type} has no rule of its own`);
  });

/** Returns every problem of the authorization rules in the subgraphs and in the supergraph. */
export const unprotected = (subgraphs: readonly SubgraphSdl[], supergraph: string): string[] => [
  ...new Set([
    ...subgraphs.flatMap(({ sdl }) => unprotectedFields(sdl)),
    ...unprotectedFields(supergraph),
    ...unprotectedEntities(subgraphs),
  ]),
];
