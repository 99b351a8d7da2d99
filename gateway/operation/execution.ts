import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GatewayContext } from './context.ts';

/** Apollo Server's types of a gateway and its executor. */
export type Gateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
export type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
export type ExecutionRequest = Parameters<Executor>[0];
export type ExecutionResult = Awaited<ReturnType<Executor>>;
