import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { beforeDeadline } from '@customer-graph/process/before-deadline';
import { GraphError } from '@customer-graph/protocol/errors';
import { createAccess, type Access } from '../access/access.ts';
import { actorOf, type Actor } from '../audit/actor.ts';
import { isRefusal, refusedRequest } from '../audit/refusals.ts';
import type { GraphGateway } from '../gateway.ts';
import type { Identity } from '../identity/identity.ts';
import type { TokenVerifier } from '../identity/token-verifier.ts';
import { rateKeyOf } from '../limits/rate-key.ts';
import type { Standing } from '../limits/rate.ts';
import type { RequestCost } from '../operation/context.ts';
import { recordQuietly } from '../operation/record.ts';
import { RequestErrors } from '../operation/request-errors.ts';
import { limitHeaders, single } from './headers.ts';
import { refuse, sendErrors } from './refuse.ts';
import { logRequest } from './request-log.ts';
import { timingOf } from './request-timing.ts';

/** An authenticated and counted request. */
export interface Caller {
  readonly requestId: string;
  readonly identity: Identity;
  readonly actor: Actor;
  /** The key of the caller's quota: the token's subject, or the address of an anonymous caller. */
  readonly rateKey: string;
  readonly cost: RequestCost;
  readonly standings: Map<string, Standing>;
  readonly access: Access;
}

export interface CallerOptions {
  readonly gateway: GraphGateway;
  readonly tokens: TokenVerifier;
  /** The longest time for a request, in milliseconds. */
  readonly timeoutMs: number;
  /** The gateway's external URL; null: not configured, so the address to which the client sent the request is used. */
  readonly publicUrl: string | null;
  /** Formats request errors, one for each reason. */
  readonly formatErrors: (errors: RequestErrors, requestId: string) => readonly object[];
  readonly log: Logger;
}

export type CallerHandler = (caller: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Wraps a route: verifies the token, counts the caller, and turns every error into an answer and an audit event. */
export function withCaller(options: CallerOptions, handle: CallerHandler) {
  const { gateway, tokens, timeoutMs, publicUrl, formatErrors, log } = options;
  const { audit, rateLimits } = gateway;

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const arrivedAt = Date.now();
    const requestId = request.id;
    const address = rateKeyOf(request.ip);
    const standings = new Map<string, Standing>();
    let identity: Identity | null = null;

    const count = async (kind: Identity['kind'], key: string): Promise<void> => {
      const consumption = { policy: 'principal', kind, key, points: 1, isMutation: false } as const;
      const { isExceeded, isFirst, ...standing } = await rateLimits.consume(consumption);
      standings.set(`principal ${key}`, standing);
      if (isFirst) await recordQuietly(audit, [refusedRequest(actorOf(requestId, identity, address), 'RATE_LIMITED')]);
      if (isExceeded) throw new GraphError('RATE_LIMITED');
    };

    /** A flood of rate-limited requests must not become a flood of audit events: the first one is recorded on counting. */
    const recordRefusal = async (code: GraphError['code']): Promise<void> => {
      if (isRefusal(code) && code !== 'RATE_LIMITED')
        await recordQuietly(audit, [refusedRequest(actorOf(requestId, identity, address), code)]);
    };

    try {
      const timing = timingOf(single(request.headers['x-request-timeout']), timeoutMs, arrivedAt);
      const authorization = single(request.headers.authorization);
      identity =
        tokens.known(authorization) ??
        (await beforeDeadline(timing.deadline, tokens.verify(authorization), () => new GraphError('UPSTREAM_TIMEOUT')));
      const rateKey = identity.kind === 'ANONYMOUS' ? address : `${identity.kind}:${identity.subject}`;
      await count(identity.kind, rateKey);
      const cost: RequestCost = { asked: 0, actual: 0 };
      const access = createAccess({
        identity,
        directory: gateway.directory,
        accountHeader: single(request.headers['x-account-id']) ?? null,
        filesUrl: `${publicUrl ?? `${request.protocol}://${request.host}`}/attachments`,
        // Data loaded for a request is shared under this id, so a client must not choose it.
        requestId: randomUUID(),
        traceId: requestId,
        ...timing,
        onCalls: (calls) => void (cost.actual += calls),
      });
      const actor = actorOf(requestId, identity, address);
      return await handle({ requestId, identity, actor, rateKey, cost, standings, access }, request, reply);
    } catch (error) {
      if (error instanceof RequestErrors) {
        // Validation against the partners' schema refuses fields that partners may not see.
        await recordRefusal('FORBIDDEN');
        return await sendErrors(reply, requestId, 400, formatErrors(error, requestId));
      }
      if (!(error instanceof GraphError)) {
        log.error({ requestId, err: error }, 'request failed');
        return await refuse(reply, requestId, new GraphError('INTERNAL'));
      }
      const refusal = error.code === 'UNAUTHENTICATED' ? await countInvalidToken(error) : error;
      await recordRefusal(refusal.code);
      reply.headers(limitHeaders(standings.values(), refusal.code === 'RATE_LIMITED'));
      return await refuse(reply, requestId, refusal);
    } finally {
      logRequest(log, request, reply, identity?.kind ?? null, arrivedAt);
    }

    /** Invalid tokens are counted by address, apart from anonymous requests. Returns the error to answer with. */
    async function countInvalidToken(error: GraphError): Promise<GraphError> {
      try {
        await count('ANONYMOUS', `tokens ${address}`);
        return error;
      } catch (limited) {
        if (limited instanceof GraphError) return limited;
        throw limited;
      }
    }
  };
}
