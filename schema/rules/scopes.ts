import { parse } from 'graphql';
import { readRequirements } from '@customer-graph/authorization/requirements';
import { columns } from '../matrix.ts';
import type { SubgraphSdl } from '../subgraphs.ts';

/** Scopes that at least one kind of caller can have. */
const held: ReadonlySet<string> = new Set(columns.flatMap(({ scopes }) => scopes));

/** Returns a problem for each scope in a rule that no role has: its fields would be FORBIDDEN for every caller. */
export const unheldScopes = (subgraphs: readonly SubgraphSdl[]): string[] =>
  subgraphs.flatMap(({ name, sdl }) => {
    const fields = new Map<string, string[]>();
    const problems: string[] = [];
    for (const [coordinate, { scopes: rules }] of readRequirements(parse(sdl))) {
      if (rules.some((sets) => sets.length === 0))
        problems.push(`${name}: ${coordinate} requires one of no scopes, which no caller can have`);
      for (const scope of new Set(rules.flat(2)))
        if (!held.has(scope)) fields.set(scope, [...(fields.get(scope) ?? []), coordinate]);
    }
    for (const [scope, coordinates] of fields)
      problems.push(
        `${name}: no role has the scope "${scope}" of ${coordinates.join(', ')}: packages/protocol/src/roles.ts lists the scopes`,
      );
    return problems;
  });
