import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLResolveInfo, type GraphQLSchema, isObjectType, Kind, parse } from 'graphql';
import type { Access } from '../../gateway/access/access.ts';
import { accessCaller } from '../../gateway/authorization/caller.ts';
import { createPlaceholderSchema, type ProbeContext } from '../../gateway/authorization/placeholders.ts';
import { apiSchemaOf, prepareSupergraph } from '../../gateway/supergraph.ts';
import { compose } from '../../schema/composition.ts';
import { columns, type Column, type Rows } from '../../schema/matrix.ts';
import type { SubgraphSdl } from '../../schema/subgraphs.ts';
import { assertionCaller } from '../../subgraphs/shared/authorization/caller.ts';
import { readRequirements } from '../../subgraphs/shared/authorization/requirements.ts';
import { shieldSchema } from '../../subgraphs/shared/authorization/shield.ts';
import type { AccountAccess, Assertion, Principal } from '../../subgraphs/shared/principal.ts';

const accountId = '1';
/** What a mutation is given: an account that is the caller's. */
const given = { input: { accountId } };
const missing = { state: 'MISSING' } as const;
const accountOf = ({ scopes }: Column): AccountAccess => ({
  id: accountId,
  formerIds: [],
  links: { billing: missing, product: missing, support: missing },
  scopes,
  ownTicketsOnly: false,
});

const principalOf = ({ kind }: Column): Principal => {
  switch (kind) {
    case 'ANONYMOUS':
      return { kind };
    case 'CUSTOMER':
      return { kind, subject: 's', name: null, email: null, contactId: '1', memberships: [] };
    case 'STAFF':
      return { kind, subject: 's', name: null, email: null };
    case 'PARTNER':
      return { kind, subject: 's', name: null, accountIds: [accountId] };
    default:
      return kind satisfies never;
  }
};

const assertionOf = (column: Column): Assertion => ({
  principal: principalOf(column),
  scopes: column.scopes,
  viewerAccountId: accountId,
  accounts: { [accountId]: accountOf(column) },
  requestId: 'r',
  traceId: 't',
  deadline: Infinity,
});

const accessOf = (column: Column): Access => ({
  kind: column.kind,
  scopes: column.scopes,
  account: async () => accountOf(column),
  viewerAccount: async () => accountOf(column),
  refused: () => [],
  prepareToChange: () => undefined,
  assertion: () => assertionOf(column),
});

/** Whether each field answers a caller who has its parent: the shield is asked field by field, as graphql-js would. */
async function ask(schema: GraphQLSchema, contextOf: (column: Column) => object): Promise<Map<string, boolean[]>> {
  const rows = new Map<string, boolean[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      const answers = columns.map(async (column) => {
        const info = {
          fieldName: field.name,
          fieldNodes: [],
          parentType: type,
          returnType: field.type,
          schema,
          path: { prev: undefined, key: field.name, typename: type.name },
        } as unknown as GraphQLResolveInfo;
        const parent = { scopes: column.scopes };
        try {
          // A refusal is returned as often as it is thrown: graphql-js takes both for an error.
          return !(
            (await field.resolve?.(
              parent,
              type.name === 'Mutation' ? given : { id: accountId },
              contextOf(column),
              info,
            )) instanceof Error
          );
        } catch {
          return false;
        }
      });
      rows.set(`${type.name}.${field.name}`, await Promise.all(answers));
    }
  }
  return rows;
}

/** What the gateway lets each kind of caller do. */
export async function observeGateway(subgraphs: readonly SubgraphSdl[]): Promise<Rows> {
  const { document, sdl } = prepareSupergraph(compose(subgraphs).supergraph);
  const schema = shieldSchema<ProbeContext>(
    createPlaceholderSchema(apiSchemaOf(sdl)),
    readRequirements(document),
    accessCaller,
  );
  return ask(schema, (column) => ({ access: accessOf(column) }));
}

/** What a subgraph lets each kind of caller do, whatever the gateway did before. */
export async function observeSubgraph({ sdl }: SubgraphSdl): Promise<Rows> {
  const typeDefs = parse(sdl);
  const schema = shieldSchema(
    buildSubgraphSchema([{ typeDefs, resolvers: {} }]),
    readRequirements(typeDefs),
    assertionCaller,
  );
  return ask(schema, (column) => ({ assertion: assertionOf(column) }));
}

/** Fields that no client sees: for whoever brings a token. */
const unpublished: ReadonlySet<string> = new Set([
  'Account.links',
  'Member.links',
  'Account.billingLink',
  'Account.usageLink',
  'Account.supportLink',
]);

/** What a subgraph names and does not answer: it is handed over by others. */
function externalOf(sdl: string): ReadonlySet<string> {
  const isExternal = ({
    directives = [],
  }: {
    readonly directives?: readonly { readonly name: { readonly value: string } }[] | undefined;
  }): boolean => directives.some(({ name }) => name.value === 'external');
  return new Set(
    parse(sdl).definitions.flatMap((type) =>
      type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.OBJECT_TYPE_EXTENSION
        ? (type.fields ?? [])
            .filter((field) => isExternal(type) || isExternal(field))
            .map((field) => `${type.name.value}.${field.name.value}`)
        : [],
    ),
  );
}
const withToken = columns.map(({ kind }) => kind !== 'ANONYMOUS');

/** Where the committed matrix and what really happens differ, in the gateway or in any subgraph. */
export async function differences(committed: Rows, subgraphs: readonly SubgraphSdl[]): Promise<string[]> {
  const found: string[] = [];
  const compare = (
    where: string,
    coordinate: string,
    wanted: readonly boolean[] | undefined,
    seen: readonly boolean[] | undefined,
  ) => {
    columns.forEach(({ name }, index) => {
      if (wanted?.[index] !== seen?.[index])
        found.push(
          `${where}: ${coordinate} for ${name}: ${String(wanted?.[index])} in the matrix, ${String(seen?.[index])} in truth`,
        );
    });
  };
  const gateway = await observeGateway(subgraphs);
  for (const coordinate of new Set([...committed.keys(), ...gateway.keys()]))
    compare('gateway', coordinate, committed.get(coordinate), gateway.get(coordinate));
  for (const subgraph of subgraphs) {
    const external = externalOf(subgraph.sdl);
    for (const [coordinate, seen] of await observeSubgraph(subgraph)) {
      if (external.has(coordinate)) continue;
      compare(subgraph.name, coordinate, unpublished.has(coordinate) ? withToken : committed.get(coordinate), seen);
    }
  }
  return found;
}
