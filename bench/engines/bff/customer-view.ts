import { Kind, parse, print, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { readPeerEnvironment } from '../environment.ts';
import { fetchData, serveView } from './serve.ts';

/** The customer view by hand: one query for each system at the same time, merged at `account`. */
const { port, urls, query } = readPeerEnvironment();

/** The fields of the account that other systems than the CRM own, by the subgraph that has them. */
const owners: Readonly<Record<string, string>> = { billing: 'billing', usage: 'usage', support: 'support' };
const crm = 'accounts';

/** The queries, cut out of the operation once, so that all engines ask for the same fields. */
const queries = [crm, ...Object.values(owners)].map((subgraph) => ({
  url: urls[subgraph] ?? '',
  text: queryOf(subgraph),
}));

function queryOf(subgraph: string): string {
  const operation = parse(query).definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const root = operation?.selectionSet.selections[0] as FieldNode;
  const selections = (root.selectionSet?.selections ?? []).filter(
    (field) => field.kind === Kind.FIELD && (owners[field.name.value] ?? crm) === subgraph,
  );
  const account = { ...root, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
  return print({
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: [account] } }],
  } as Parameters<typeof print>[0]);
}

serveView(async (variables) => {
  const parts = await Promise.all(
    queries.map(({ url, text }) => fetchData<{ account: object | null }>(url, text, variables)),
  );
  return { account: Object.assign({}, ...parts.map(({ account }) => account)) as object };
}, port);
