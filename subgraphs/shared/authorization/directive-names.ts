import { Kind, type ConstValueNode, type DocumentNode } from 'graphql';

export type RuleDirective = 'authenticated' | 'requiresScopes';

/** Under which names a document has the directives of the rules. */
export type DirectiveNames = Readonly<Record<RuleDirective, ReadonlySet<string>>>;

const ruleDirectives = ['authenticated', 'requiresScopes'] as const;

const specification = /^https:\/\/specs\.apollo\.dev\/(\w+)\/v\d+\.\d+$/;

const textOf = (value: ConstValueNode | undefined): string | undefined =>
  value?.kind === Kind.STRING ? value.value : undefined;

/** `"@name"` or `{ name: "@name", as: "@other" }`. */
function importOf(value: ConstValueNode): { readonly name: string; readonly as: string } | undefined {
  if (value.kind === Kind.STRING) return { name: value.value, as: value.value };
  if (value.kind !== Kind.OBJECT) return undefined;
  const field = (wanted: string) => textOf(value.fields.find(({ name }) => name.value === wanted)?.value);
  const name = field('name');
  return name === undefined ? undefined : { name, as: field('as') ?? name };
}

/**
 * `@link` (Apollo's core specification) may give a feature, or each of its directives, another name. A rule that is not known under its name would be no rule, so
 * every name that a document gives it counts, beside its own.
 */
export function readDirectiveNames(sdl: DocumentNode): DirectiveNames {
  const names: Record<RuleDirective, Set<string>> = {
    authenticated: new Set(['authenticated', 'federation__authenticated']),
    requiresScopes: new Set(['requiresScopes', 'federation__requiresScopes']),
  };
  const links = sdl.definitions
    .flatMap((definition) =>
      definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
        ? (definition.directives ?? [])
        : [],
    )
    .filter(({ name }) => name.value === 'link');
  for (const link of links) {
    const argument = (wanted: string) => link.arguments?.find(({ name }) => name.value === wanted)?.value;
    const [, feature] = specification.exec(textOf(argument('url')) ?? '') ?? [];
    const imports = argument('import');
    const imported = imports?.kind === Kind.LIST ? imports.values.flatMap((value) => importOf(value) ?? []) : [];
    const prefix = textOf(argument('as')) ?? feature;
    for (const directive of ruleDirectives) {
      if (feature !== 'federation' && feature !== directive) continue;
      if (prefix !== undefined) names[directive].add(feature === directive ? prefix : `${prefix}__${directive}`);
      for (const { name, as } of imported) if (name === `@${directive}`) names[directive].add(as.slice(1));
    }
  }
  return names;
}
