/** The operation that every engine answers. */
export interface Workload {
  readonly name: string;
  readonly title: string;
  /** Files. */
  readonly supergraph: string;
  readonly query: string;
  readonly data: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The test user whose token is sent; null: no token is sent. */
  readonly identity: string | null;
  /** Variables of our gateway. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The script of the BFF. */
  readonly bff: string;
}

/** The whole customer, by an administrator of it. */
export const customerViewWorkload = {
  name: 'gateway',
  title: 'customer view',
  supergraph: 'schema/supergraph.graphql',
  query: 'tests/queries/customer-view.graphql',
  data: 'bench/data/customer-view.json',
  variables: {},
  identity: 'admin@demo',
  bff: 'bench/engines/bff/customer-view.ts',
} as const satisfies Workload;
