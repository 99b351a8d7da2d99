import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Agent, fetch } from 'undici';
import { readPeerEnvironment } from './environment.ts';

/** The stock gateway, with undici and keep-alive in place of its default fetcher. */
const { port, supergraph } = readPeerEnvironment();
const dispatcher = new Agent({ connections: 128, keepAliveTimeout: 30_000 });
const fetcher: RemoteGraphQLDataSource['fetcher'] = (url, init) =>
  fetch(url, {
    method: init?.method ?? 'GET',
    headers: init?.headers ?? {},
    body: typeof init?.body === 'string' ? init.body : null,
    dispatcher,
  });
const gateway = new ApolloGateway({
  supergraphSdl: supergraph,
  buildService: ({ url = '' }) => {
    const source = new RemoteGraphQLDataSource({ url });
    source.fetcher = fetcher;
    return source;
  },
});
await startStandaloneServer(new ApolloServer({ gateway }), { listen: { port, host: '127.0.0.1' } });
