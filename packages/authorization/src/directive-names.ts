import { Kind, type ConstValueNode, type DocumentNode } from 'graphql';

export type RuleDirective = 'authenticated' | 'requiresScopes';

/** The names of the rule directives in one document. */
export type DirectiveNames = Readonly<Record<RuleDirective, ReadonlySet<string>>>;

const ruleDirectives = ['authenticated', 'requiresScopes'] as const;

const specification = /^https:\/\/specs\.apollo\.dev\/(\w+)\/v\d+\.\d+$/;

const textOf = (value: ConstValueNode | undefined): string | undefined =>
  value?.kind === Kind.STRING ? value.value : undefined;

/** An element of `@link(import:)`: `"@name"` or `{ name: "@name", as: "@other" }`. */
function importOf(value: ConstValueNode): { readonly name: string; readonly as: string } | undefined {
  if (value.kind === Kind.STRING) return { name: value.value, as: value.value };
  if (value.kind !== Kind.OBJECT) return undefined;
  const textAt = (key: string) => textOf(value.fields.find(({ name }) => name.value === key)?.value);
  const name = textAt('name');
  return name === undefined ? undefined : { name, as: textAt('as') ?? name };
}

/**
 * The names under which a document uses the rule directives. `@link` (Apollo's core specification) may rename a feature or
 * a directive. A rule under an unknown name would not be enforced, so the default names count too.
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
    const argumentOf = (key: string) => link.arguments?.find(({ name }) => name.value === key)?.value;
    const [, feature] = specification.exec(textOf(argumentOf('url')) ?? '') ?? [];
    const imports = argumentOf('import');
    const imported = imports?.kind === Kind.LIST ? imports.values.flatMap((value) => importOf(value) ?? []) : [];
    const prefix = textOf(argumentOf('as')) ?? feature;
    for (const directive of ruleDirectives) {
      if (feature !== 'federation' && feature !== directive) continue;
      if (prefix !== undefined) names[directive].add(feature === directive ? prefix : `${prefix}__${directive}`);
      for (const { name, as } of imported) if (name === `@${directive}`) names[directive].add(as.slice(1));
    }
  }
  return names;
}
