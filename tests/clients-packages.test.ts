import { createHash } from 'node:crypto';
import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache, ServerError } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { cacheExchange, Client, fetchExchange, type Exchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { ClientError, GraphQLClient } from 'graphql-request';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let graph: Graph;
let authorization: string;
let url: string;
beforeAll(async () => {
  graph = await startGraph();
  authorization = `Bearer ${await graph.sandbox.token('admin@demo')}`;
  url = `${graph.url}/graphql`;
});
afterAll(() => graph[Symbol.asyncDispose]());

/** The requests of the client under test, as "METHOD status", with "text" if the request had the operation's text. */
const sent: string[] = [];
beforeEach(() => void sent.splice(0));
const recordingFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const address = input instanceof Request ? input.url : String(input);
  const body = typeof init?.body === 'string' ? init.body : decodeURIComponent(address);
  const hasText = /(?:query|mutation)[ +]\w+/.test(body);
  sent.push(`${init?.method ?? 'GET'} ${response.status}${hasText ? ' text' : ''}`);
  return response;
};

const card = (name: string): string => `query ${name}($id: ID!) { account(id: $id) { id name } }`;
const account = { id: demo, name: 'Demo Industries' };

describe('Apollo Client', () => {
  const apollo = (options: Partial<HttpLink.Options> = {}) =>
    new HttpLink({ uri: url, headers: { authorization }, fetch: recordingFetch, ...options });
  const clientWith = (link: ApolloClient.Options['link']) => new ApolloClient({ link, cache: new InMemoryCache() });
  const persistedLink = (options: Partial<PersistedQueryLink.Options> = {}) =>
    new PersistedQueryLink({ sha256, ...options } as PersistedQueryLink.Options);

  test('reads with its default settings', async () => {
    const client = clientWith(apollo());
    const { data } = await client.query({ query: gql(card('ApolloDefault')), variables: { id: demo } });
    expect(data).toMatchObject({ account });
    expect(sent).toEqual(['POST 200 text']);
  });

  test('reads by GET', async () => {
    const client = clientWith(apollo({ useGETForQueries: true }));
    const { data } = await client.query({ query: gql(card('ApolloGet')), variables: { id: demo } });
    expect(data).toMatchObject({ account });
    expect(sent).toEqual(['GET 200 text']);
  });

  test('without a token reads public fields by GET', async () => {
    const client = clientWith(apollo({ useGETForQueries: true, headers: {} }));
    const { data } = await client.query({ query: gql('query ApolloAnonymous { plans { key } }') });
    expect(data).toMatchObject({ plans: expect.any(Array) });
  });

  test.each([false, true])('sends the text of a persisted query once; by GET: %s', async (useGETForHashedQueries) => {
    const client = clientWith(persistedLink({ useGETForHashedQueries }).concat(apollo()));
    const query = gql(card(`ApolloPersisted${String(useGETForHashedQueries)}`));
    const ask = () => client.query({ query, variables: { id: demo }, fetchPolicy: 'network-only' });
    expect((await ask()).data).toMatchObject({ account });
    expect((await ask()).data).toMatchObject({ account });
    const method = useGETForHashedQueries ? 'GET' : 'POST';
    expect(sent).toEqual([`${method} 200`, 'POST 200 text', `${method} 200`]);
  });

  test('runs a persisted mutation by POST', async () => {
    const client = clientWith(persistedLink({ useGETForHashedQueries: true }).concat(apollo()));
    const { data } = await client.mutate({
      mutation: gql(
        'mutation ApolloChange($input: UpdateAccountInput!) { updateAccount(input: $input) { account { phone } userErrors { code } } }',
      ),
      variables: { input: { accountId: demo, phone: '+49 30 1' } },
    });
    expect(data).toMatchObject({ updateAccount: { account: { phone: '+49 30 1' }, userErrors: [] } });
    expect(sent).toEqual(['POST 200', 'POST 200 text']);
  });

  test('gets the reason of a refused token', async () => {
    const client = clientWith(apollo({ headers: { authorization: 'Bearer nonsense' } }));
    const error = await client
      .query({ query: gql('query ApolloRefused { plans { key } }') })
      .catch((caught: unknown) => caught);
    const reasons = CombinedGraphQLErrors.is(error)
      ? error.errors.map(({ extensions }) => extensions?.reason)
      : ServerError.is(error)
        ? (JSON.parse(error.bodyText) as { errors: { extensions: { reason: string } }[] }).errors.map(
            ({ extensions }) => extensions.reason,
          )
        : error;
    expect(reasons).toEqual(['TOKEN_INVALID']);
  });
});

/** The differences of Apollo Client 3: it sends a content type with a GET, and accepts one media type. */
describe('Apollo Client 3', () => {
  test('reads by GET, and by the hash of a persisted query', async () => {
    const headers = { authorization, accept: '*/*', 'content-type': 'application/json' };
    const query = card('ApolloThree');
    const variables = JSON.stringify({ id: demo });
    const get = async (search: Record<string, string>) =>
      (await fetch(`${url}?${new URLSearchParams(search).toString()}`, { headers })).json();
    expect(await get({ query, operationName: 'ApolloThree', variables, extensions: '{}' })).toMatchObject({
      data: { account },
    });
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(query) } };
    const byHash = { operationName: 'ApolloThree', variables, extensions: JSON.stringify(extensions) };
    expect(await get(byHash)).toMatchObject({
      errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    const stored = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables: { id: demo }, extensions }),
    });
    expect(await stored.json()).toMatchObject({ data: { account } });
    expect(await get(byHash)).toMatchObject({ data: { account } });
  });
});

describe('urql', () => {
  const urql = (exchanges: Exchange[], headers: Record<string, string> = { authorization }) =>
    new Client({ url, exchanges, fetch: recordingFetch, fetchOptions: { headers } });

  test('reads with its default settings, which send a short query by GET', async () => {
    const client = urql([cacheExchange, fetchExchange]);
    const { data, error } = await client.query(card('UrqlDefault'), { id: demo }).toPromise();
    expect(error).toBeUndefined();
    expect(data).toMatchObject({ account });
    expect(sent).toEqual(['GET 200 text']);
  });

  test('sends mutations by POST', async () => {
    const client = urql([cacheExchange, fetchExchange]);
    const { data } = await client
      .mutation(
        'mutation UrqlChange($input: UpdateAccountInput!) { updateAccount(input: $input) { userErrors { code } } }',
        {
          input: { accountId: demo, phone: '+49 30 2' },
        },
      )
      .toPromise();
    expect(data).toMatchObject({ updateAccount: { userErrors: [] } });
    expect(sent).toEqual(['POST 200 text']);
  });

  test('sends the text of a persisted query once', async () => {
    const client = urql([persistedExchange({ generateHash: async (text) => sha256(text) }), fetchExchange]);
    const ask = () => client.query(card('UrqlPersisted'), { id: demo }, { requestPolicy: 'network-only' }).toPromise();
    expect((await ask()).data).toMatchObject({ account });
    expect((await ask()).data).toMatchObject({ account });
    expect(sent).toEqual(['GET 200', 'GET 200 text', 'GET 200']);
  });

  test('gets errors beside the data', async () => {
    const client = urql([fetchExchange], { authorization: `Bearer ${await graph.sandbox.token('member@demo')}` });
    const { data, error } = await client
      .query(`query UrqlPartial { account(id: "${demo}") { name billing { id } } }`, {})
      .toPromise();
    expect(data).toEqual({ account: { name: account.name, billing: null } });
    expect(error?.graphQLErrors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  test('gets the reason of a refused token', async () => {
    const { error } = await urql([fetchExchange], { authorization: 'Bearer nonsense' })
      .query('query UrqlRefused { plans { key } }', {})
      .toPromise();
    expect(error?.graphQLErrors.map(({ extensions }) => extensions.reason)).toEqual(['TOKEN_INVALID']);
  });
});

describe('graphql-request', () => {
  const client = (method: 'GET' | 'POST' = 'POST') =>
    new GraphQLClient(url, { method, headers: { authorization }, fetch: recordingFetch });

  test.each(['POST', 'GET'] as const)('reads by %s', async (method) => {
    expect(await client(method).request(card('GraphqlRequest'), { id: demo })).toEqual({ account });
    expect(sent).toEqual([`${method} 200 text`]);
  });

  test('throws the errors of the API', async () => {
    const error = await new GraphQLClient(url, { headers: { authorization: 'Bearer nonsense' } })
      .request('query Refused { plans { key } }')
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ClientError);
    expect((error as ClientError).response).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' } }],
    });
  });
});
