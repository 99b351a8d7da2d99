/** The accepted licences, as SPDX identifiers. */
export interface LicencePolicy {
  readonly allowed: readonly string[];
  /** Packages with another licence, each with the reason why it is acceptable. */
  readonly exceptions: Readonly<Record<string, { readonly licence: string; readonly reason: string }>>;
}

/** An installed package of package-lock.json; workspaces are links. */
export interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly link?: boolean;
}

export const policy: LicencePolicy = {
  allowed: [
    'MIT',
    'ISC',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    '0BSD',
    'BlueOak-1.0.0',
    'CC0-1.0',
    'Unlicense',
    'Python-2.0',
  ],
  exceptions: {
    ...Object.fromEntries(
      ['composition', 'federation-internals', 'gateway', 'query-graphs', 'query-planner'].map((name) => [
        `@apollo/${name}`,
        {
          licence: 'Elastic-2.0',
          reason:
            'Federation is built on them. Their licence permits a service of one’s own, and forbids to offer their functions to others as a managed service.',
        },
      ]),
    ),
    'caniuse-lite': {
      licence: 'CC-BY-4.0',
      reason: 'A table of data for development tools. It is not in the image.',
    },
  },
};

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Evaluates an SPDX expression without nested parentheses: every part of an AND, one part of an OR. */
function isAllowed(expression: string, allowed: readonly string[]): boolean {
  const flat = expression.replace(/^\((.*)\)$/, '$1');
  const isKnown = (part: string): boolean => allowed.includes(part.trim());
  if (/ AND /.test(flat)) return !/ OR /.test(flat) && flat.split(' AND ').every(isKnown);
  return flat.split(' OR ').some(isKnown);
}

/** Returns a problem for each installed package whose licence the policy does not cover, and for each unused exception. */
export function licenceProblems(
  packages: Readonly<Record<string, LockedPackage>>,
  { allowed, exceptions }: LicencePolicy,
): string[] {
  const used = new Set<string>();
  const problems = Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
    .flatMap(([path, { version = '', license }]) => {
      const name = nameOf(path);
      if (license !== undefined && isAllowed(license, allowed)) return [];
      if (license !== undefined && exceptions[name]?.licence === license) {
        used.add(name);
        return [];
      }
      return [`${name} ${version}: the licence ${license ?? '(none)'} is not allowed`];
    });
  const unused = Object.keys(exceptions).filter((name) => !used.has(name));
  return [...new Set(problems), ...unused.map((name) => `${name}: the exception has no package with its licence`)];
}
