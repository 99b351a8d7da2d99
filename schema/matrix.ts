import { getNamedType, isObjectType, type DocumentNode, type GraphQLSchema } from 'graphql';
import { readRequirements } from '@customer-graph/authorization/requirements';
import {
  memberRoles,
  scopesOfMember,
  scopesOfPartner,
  scopesOfStaff,
  scopesOfSubsidiary,
  scopes,
  staffRoles,
  type Scope,
} from '@customer-graph/protocol/roles';

/** A kind of caller, and its scopes in an account that it may reach. */
export interface Column {
  readonly name: string;
  readonly kind: 'ANONYMOUS' | 'CUSTOMER' | 'STAFF' | 'PARTNER';
  readonly scopes: readonly Scope[];
}

/** The columns of the matrix. */
export const columns: readonly Column[] = [
  { name: 'anonymous', kind: 'ANONYMOUS', scopes: [] },
  ...memberRoles.toReversed().map((role): Column => ({ name: role, kind: 'CUSTOMER', scopes: scopesOfMember(role) })),
  { name: 'ADMIN of the parent', kind: 'CUSTOMER', scopes: scopesOfSubsidiary() },
  ...staffRoles.map((role): Column => ({ name: `staff ${role}`, kind: 'STAFF', scopes: scopesOfStaff([role]) })),
  { name: 'partner with all scopes', kind: 'PARTNER', scopes: scopesOfPartner(scopes) },
  { name: 'partner without scopes', kind: 'PARTNER', scopes: scopesOfPartner([]) },
];

/** By `Type.field`: for each column, whether the field's own rule permits the caller to read it. */
export type Rows = ReadonlyMap<string, readonly boolean[]>;

/** Derives the rows from the SDL and the table of roles. Throws for a field that is missing in the supergraph. */
export function rowsOf(sdl: DocumentNode, api: GraphQLSchema): Rows {
  const requirements = readRequirements(sdl);
  return new Map(
    coordinatesOf(api).map((coordinate) => {
      const requirement = requirements.get(coordinate);
      if (!requirement) throw new Error(`${coordinate} is in the API but not in the supergraph`);
      const allowed = columns.map(
        ({ kind, scopes: granted }) =>
          (!requirement.authenticated || kind !== 'ANONYMOUS') &&
          requirement.scopes.every((sets) =>
            sets.some((set) => set.every((scope) => granted.some((each) => each === scope))),
          ),
      );
      return [coordinate, allowed];
    }),
  );
}

/** All fields of object types as `Type.field`, sorted. */
export const coordinatesOf = (api: GraphQLSchema): string[] =>
  Object.values(api.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
    )
    .sort();

/** The fields that the caller of a column can reach from Query and Mutation. */
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

const heading = `# Permissions by role

Made by \`npm run compose\` from the rules in the subgraphs' SDL and the roles in packages/protocol/src/roles.ts. \`npm run check\`
fails while it is stale. Review every change: it changes who can see customer data.

● allowed · ○ the field's own rule allows it, but no path from a root leads to it · empty: refused

A member's role applies in the account of the membership. A partner has the scopes of its token, in the accounts that the token
names: at most the column "partner with all scopes".
`;

/** Returns the matrix as Markdown: schema/authorization.md. */
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

/** Reads the rows of a printed matrix. */
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
