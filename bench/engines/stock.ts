import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { readPeerEnvironment } from './environment.ts';

/** @apollo/gateway and @apollo/server as their documentation starts them. */
const { port, supergraph } = readPeerEnvironment();
const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl: supergraph }) });
await startStandaloneServer(server, { listen: { port, host: '127.0.0.1' } });
