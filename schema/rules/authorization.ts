import { Kind, parse, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode } from 'graphql';
import { readRequirements } from '../../subgraphs/shared/authorization/requirements.ts';
import type { SubgraphSdl } from '../subgraphs.ts';

/** What everybody may read: a field here needs no token. Reviewed as a list, since nothing else in the SDL says it. */
const publicRoots: ReadonlySet<string> = new Set(['Query.plans', 'Query.helpCenter']);
/** What the public roots lead to. */
const publicTypes: ReadonlySet<string> = new Set([
  'Plan',
  'Price',
  'HelpCenter',
  'HelpSection',
  'Article',
  'ArticleConnection',
  'ArticleEdge',
]);
/** Values that say nothing by themselves: what leads to one has the rule. */
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

/** What no rule reaches, in the SDL of one subgraph or of the supergraph. */
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
            problems.push(`${name}.${field.name.value}: no rule reaches it in ${type.name.value}`);
        }
      }
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const type = definition.name.value;
    for (const { name, directives = [] } of definition.fields ?? []) {
      // Named here and answered by others, under their rules.
      if ([...directives, ...(definition.directives ?? [])].some((directive) => directive.name.value === 'external'))
        continue;
      if (requirements.get(`${type}.${name.value}`)?.authenticated === true) continue;
      if (type === 'Mutation') problems.push(`Mutation.${name.value}: no rule reaches it, and no mutation is public`);
      else if (!isPublic(type, name.value))
        problems.push(`${type}.${name.value}: no rule reaches it (schema/rules/authorization.ts lists what is public)`);
    }
  }
  return problems;
}

/** Entities are reached without their root: each must carry its rule itself, in every subgraph that has it. */
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
      .map((type) => `${name}: the entity ${type} carries no rule of its own`);
  });

/** Everything that somebody could ask and no rule guards. */
export const unprotected = (subgraphs: readonly SubgraphSdl[], supergraph: string): string[] => [
  ...new Set([
    ...subgraphs.flatMap(({ sdl }) => unprotectedFields(sdl)),
    ...unprotectedFields(supergraph),
    ...unprotectedEntities(subgraphs),
  ]),
];
