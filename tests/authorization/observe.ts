import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLResolveInfo, type GraphQLSchema, isObjectType, Kind, parse } from 'graphql';
import type { Access } from '../../gateway/access/access.ts';
import { accessCaller } from '../../gateway/authorization/caller.ts';
import { createPlaceholderSchema } from '../../gateway/authorization/placeholders.ts';
import type { ProbeContext } from '../../gateway/authorization/probe-context.ts';
import { apiSchemaOf, prepareSupergraph } from '../../gateway/supergraph/prepare.ts';
import { compose } from '../../schema/composition.ts';
import { columns, type Column, type Rows } from '../../schema/matrix.ts';
import type { SubgraphSdl } from '../../schema/subgraphs.ts';
import { assertionCaller } from '@customer-graph/subgraph-kit/assertion-caller';
import { readRequirements } from '@customer-graph/authorization/requirements';
import { shieldSchema } from '@customer-graph/authorization/shield';
import type { AccountAccess, Assertion, Principal } from '@customer-graph/protocol/principal';

const accountId = '1';
/** Arguments of a mutation: an account that the caller may access. */
const mutationArguments = { input: { accountId } };
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

/** Whether the shield permits each field to each column of the matrix. Calls each resolver directly, as graphql-js does. */
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
          // The shield returns some refusals and throws others; graphql-js treats both as errors.
          return !(
            (await field.resolve?.(
              parent,
              type.name === 'Mutation' ? mutationArguments : { id: accountId },
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

/** The gateway's decisions for each field and kind of caller. */
export async function observeGateway(subgraphs: readonly SubgraphSdl[]): Promise<Rows> {
  const { document, sdl } = prepareSupergraph(compose(subgraphs).supergraph);
  const schema = shieldSchema<ProbeContext>(
    createPlaceholderSchema(apiSchemaOf(sdl)),
    readRequirements(document),
    accessCaller,
  );
  return ask(schema, (column) => ({ access: accessOf(column) }));
}

/** A subgraph's own decisions for each field and kind of caller, without the gateway. */
export async function observeSubgraph({ sdl }: SubgraphSdl): Promise<Rows> {
  const typeDefs = parse(sdl);
  const schema = shieldSchema(
    buildSubgraphSchema([{ typeDefs, resolvers: {} }]),
    readRequirements(typeDefs),
    assertionCaller,
  );
  return ask(schema, (column) => ({ assertion: assertionOf(column) }));
}

/** Inaccessible fields, which are not in the matrix: they require a token only. */
const unpublished: ReadonlySet<string> = new Set([
  'Account.links',
  'Member.links',
  'Account.crmFacts',
  'Account.supportLink',
]);
/** Inaccessible fields that require what a published field requires. */
const counterparts: ReadonlyMap<string, string> = new Map([
  ['Account.billingFacts', 'Account.billing'],
  ['Account.usageFacts', 'Account.usage'],
]);
/** Inaccessible types: the fields that return them carry the rules. */
const unpublishedTypes: ReadonlySet<string> = new Set([
  'CrmFacts',
  'BillingFacts',
  'SubscriptionFacts',
  'FormerFacts',
  'UsageFacts',
  'PeriodUsage',
  'MeterFacts',
]);

/** Coordinates of the fields that a subgraph declares as external, and so does not resolve. */
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

/** The differences between the committed matrix and the observed decisions of the gateway and the subgraphs. */
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
          `${where}: ${coordinate} for ${name}: ${String(wanted?.[index])} in the matrix, ${String(seen?.[index])} observed`,
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
      const isUnpublished = unpublished.has(coordinate) || unpublishedTypes.has(coordinate.split('.')[0] ?? '');
      const wanted = isUnpublished ? withToken : committed.get(counterparts.get(coordinate) ?? coordinate);
      compare(subgraph.name, coordinate, wanted, seen);
    }
  }
  return found;
}
