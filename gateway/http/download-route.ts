import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import { leftOf } from '@customer-graph/process/left';
import { GraphError } from '@customer-graph/protocol/errors';
import { recordedId } from '../audit/actor.ts';
import { reads } from '../audit/reads.ts';
import { bounded, fileHeaders, isTooLarge } from '../downloads/send.ts';
import { createFileSlots } from '../limits/file-slots.ts';
import { recordQuietly } from '../operation/record.ts';
import { withCaller, type CallerOptions } from './caller.ts';
import { answerHeaders, limitHeaders } from './headers.ts';

/**
 * `GET /attachments/<link>`: a file, by a link of the graph. The link is the permission, because a browser that follows it sends no
 * token; a caller with a token must be the one for whom it was made.
 */
export function registerDownloads(app: FastifyInstance, options: CallerOptions): void {
  const { audit, openDownload } = options.gateway;
  const slots = createFileSlots('downloaded');
  // A wildcard: Fastify limits the length of parameters.
  app.get<{ Params: { '*': string } }>(
    '/attachments/*',
    { exposeHeadRoute: false },
    withCaller(options, async ({ requestId, access, actor, rateKey, standings }, request, reply) => {
      const callerSlot = slots.takeForCaller(rateKey);
      // Waits for the end of the answer, not of this function.
      void once(reply.raw, 'close').finally(() => callerSlot[Symbol.dispose]());
      const left = leftOf(reply.raw);
      const link = (request.params as { readonly '*': string })['*'];
      const { metadata, content } = await openDownload(link, access.assertion(), left);
      try {
        if (isTooLarge(metadata)) throw new GraphError('UPSTREAM_INVALID_RESPONSE');
        const accountSlot = slots.takeForAccount(metadata.accountId);
        void once(reply.raw, 'close').finally(() => accountSlot[Symbol.dispose]());
        const reader = { ...actor, principal: metadata.principal };
        const accounts = { read: new Set([recordedId(metadata.accountId)]), failed: new Map<string, string>() };
        await recordQuietly(audit, reads(reader, new Map([['attachments', accounts]])));
      } catch (error) {
        content.destroy();
        throw error;
      }
      return reply
        .code(200)
        .headers({
          ...answerHeaders(requestId),
          ...limitHeaders(standings.values(), false),
          ...fileHeaders(metadata),
        })
        .send(bounded(content));
    }),
  );
}
