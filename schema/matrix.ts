import { getNamedType, isObjectType, type DocumentNode, type GraphQLSchema } from 'graphql';
import { readRequirements } from '../subgraphs/shared/authorization/requirements.ts';
import {
  memberRoles,
  scopesOfMember,
  scopesOfPartner,
  scopesOfStaff,
  scopesOfSubsidiary,
  scopes,
  staffRoles,
  type Scope,
} from '../subgraphs/shared/roles.ts';

/** A kind of caller, and what one may do in an account that is open to them. */
export interface Column {
  readonly name: string;
  readonly kind: 'ANONYMOUS' | 'CUSTOMER' | 'STAFF' | 'PARTNER';
  readonly scopes: readonly Scope[];
}

export const columns: readonly Column[] = [
  { name: 'nobody', kind: 'ANONYMOUS', scopes: [] },
  ...memberRoles.toReversed().map((role): Column => ({ name: role, kind: 'CUSTOMER', scopes: scopesOfMember(role) })),
  { name: 'ADMIN of the parent', kind: 'CUSTOMER', scopes: scopesOfSubsidiary() },
  ...staffRoles.map((role): Column => ({ name: `staff ${role}`, kind: 'STAFF', scopes: scopesOfStaff([role]) })),
  { name: 'partner, at most', kind: 'PARTNER', scopes: scopesOfPartner(scopes) },
  { name: 'partner, at least', kind: 'PARTNER', scopes: scopesOfPartner([]) },
];

/** By "Type.field": in the order of the columns, whether its own rule lets the caller read it of a parent that is there. */
export type Rows = ReadonlyMap<string, readonly boolean[]>;

/** What the SDL and the table of roles say. */
export function rowsOf(sdl: DocumentNode, api: GraphQLSchema): Rows {
  const requirements = readRequirements(sdl);
  return new Map(
    coordinatesOf(api).map((coordinate) => {
      const requirement = requirements.get(coordinate);
      if (!requirement) throw new Error(`${coordinate} is in the API and not in the supergraph`);
      const allowed = columns.map(
        ({ kind, scopes: held }) =>
          (!requirement.authenticated || kind !== 'ANONYMOUS') &&
          requirement.scopes.every((sets) =>
            sets.some((set) => set.every((scope) => held.some((each) => each === scope))),
          ),
      );
      return [coordinate, allowed];
    }),
  );
}

export const coordinatesOf = (api: GraphQLSchema): string[] =>
  Object.values(api.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
    )
    .sort();

/** What each caller can get to from the roots. */
function reachableOf(rows: Rows, api: GraphQLSchema, column: number): ReadonlySet<string> {
  const reached = new Set<string>();
  const seen = new Set<string>();
  const queue = [api.getQueryType(), api.getMutationType()].flatMap((root) => (root ? [root.name] : []));
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const type = api.getType(name);
    for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
      const coordinate = `${name}.${field.name}`;
      if (rows.get(coordinate)?.[column] !== true) continue;
      reached.add(coordinate);
      queue.push(getNamedType(field.type).name);
    }
  }
  return reached;
}

const heading = `# Who may read and do what

Made by \`npm run compose\` out of the rules in the subgraphs' SDL and the table of roles in subgraphs/shared/roles.ts; \`npm run check\` fails while it is not what they say. A change here is a change
of who may see customers' facts: review it as one.

● may · ○ the field's own rule would let it pass, and nothing that leads to it does · empty: refused

A role holds in the accounts that it was given for; partners have what their token's scopes leave of the last but one column, in the accounts that it grants.
`;

/** The matrix as the repository keeps it. */
export function printMatrix(rows: Rows, api: GraphQLSchema): string {
  const reachable = columns.map((_column, index) => reachableOf(rows, api, index));
  const lines = [...rows].map(
    ([coordinate, allowed]) =>
      `| ${coordinate} | ${allowed.map((may, index) => (may ? (reachable[index]?.has(coordinate) ? '●' : '○') : '')).join(' | ')} |`,
  );
  const table = [
    `| | ${columns.map(({ name }) => name).join(' | ')} |`,
    `| --- |${' --- |'.repeat(columns.length)}`,
    ...lines,
  ];
  return `${heading}\n${table.join('\n')}\n`;
}

/** The rows of a printed matrix. */
export const readMatrix = (text: string): Rows =>
  new Map(
    text
      .split('\n')
      .filter((line) => /^\| \w+\.\w+ \|/.test(line))
      .map((line) => {
        const [coordinate = '', ...cells] = line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim());
        return [coordinate, cells.map((cell) => cell !== '')];
      }),
  );
