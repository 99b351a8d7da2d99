import type { FastifyInstance } from 'fastify';
import { leftOf } from '@customer-graph/process/left';
import { wellFormedJson } from '@customer-graph/process/well-formed-json';
import type { GraphGateway } from '../gateway.ts';
import type { GatewayContext } from '../operation/context.ts';
import { requestContext } from '../operation/request-context.ts';
import { withCaller, type CallerHandler, type CallerOptions } from './caller.ts';
import { answerHeaders, limitHeaders } from './headers.ts';
import { parametersOf, toApolloRequest } from './request-parameters.ts';

/** `/graphql`: one operation a request, by POST or GET. */
export function registerGraphQL(app: FastifyInstance, options: CallerOptions): void {
  app.route({ method: ['GET', 'POST'], url: '/graphql', handler: withCaller(options, answerWith(options.gateway)) });
}

const answerWith =
  (gateway: GraphGateway): CallerHandler =>
  async ({ requestId, identity, actor, rateKey, cost, standings, access }, request, reply) => {
    const { parameters, persist } = await gateway.operationRequest(parametersOf(request), identity);
    const context: GatewayContext = {
      access,
      actor,
      rateKey,
      cost,
      standings,
      left: leftOf(reply.raw),
      answer: {},
      assertion: access.assertion(),
    };
    const { status, headers, body } = await requestContext.run({ requestId }, () =>
      gateway.server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: toApolloRequest(request, parameters),
        context: async () => context,
      }),
    );
    if (body.kind !== 'complete') throw new Error('incremental delivery is not supported');
    const answered = context.answer.status ?? status ?? 200;
    // Refused texts, such as invalid or too costly ones, are not stored.
    if (answered === 200) persist();
    return reply
      .code(answered)
      .headers({
        ...Object.fromEntries(headers),
        ...answerHeaders(requestId),
        ...limitHeaders(standings.values(), context.answer.status === 429),
      })
      .send(wellFormedJson(body.string));
  };
