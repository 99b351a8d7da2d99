import type { HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { leftOf } from '@customer-graph/process/left';
import { wellFormedJson } from '@customer-graph/process/well-formed-json';
import type { GraphGateway } from '../gateway.ts';
import type { GatewayContext } from '../operation/context.ts';
import { requestContext } from '../operation/request-context.ts';
import { withCaller, type CallerHandler, type CallerOptions } from './caller.ts';
import { answerHeaders, limitHeaders } from './headers.ts';
import { acceptedType } from './media-type.ts';
import { parametersOf, toApolloRequest } from './request-parameters.ts';

/** `/graphql`: one operation a request, by POST or GET. */
export function registerGraphQL(app: FastifyInstance, options: CallerOptions): void {
  app.route({ method: ['GET', 'POST'], url: '/graphql', handler: withCaller(options, answerWith(options.gateway)) });
}

const answerWith =
  (gateway: GraphGateway): CallerHandler =>
  async ({ requestId, identity, actor, rateKey, cost, standings, access }, request, reply) => {
    const { parameters, known, persist } = await gateway.operationRequest(parametersOf(request), identity);
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
    const mediaType = isJsonPost(request) ? acceptedType(request.headers) : null;
    const { status, headers, body } =
      known && mediaType !== null
        ? { headers: { 'content-type': mediaType }, ...(await gateway.runKnown(known, parameters, context, requestId)) }
        : await runByApollo(gateway, toApolloRequest(request, parameters), context, requestId);
    const answered = context.answer.status ?? status;
    // Refused texts, such as invalid or too costly ones, are not stored.
    if (answered === 200) persist();
    return reply
      .code(answered)
      .headers({
        ...headers,
        ...answerHeaders(requestId),
        ...limitHeaders(standings.values(), context.answer.status === 429),
      })
      .send(wellFormedJson(body));
  };

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A page of another site cannot send such a request, so it needs no check against forgery. */
const isJsonPost = ({ method, headers }: FastifyRequest): boolean =>
  method === 'POST' && /^application\/json *(?:;|$)/i.test(headers['content-type'] ?? '');

async function runByApollo(
  { server }: GraphGateway,
  httpGraphQLRequest: HTTPGraphQLRequest,
  context: GatewayContext,
  requestId: string,
): Promise<Answer> {
  const { status, headers, body } = await requestContext.run({ requestId }, () =>
    server.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => context }),
  );
  if (body.kind !== 'complete') throw new Error('incremental delivery is not supported');
  return { status: status ?? 200, headers: Object.fromEntries(headers), body: body.string };
}
