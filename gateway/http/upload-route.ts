import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { receiveUpload, uploadLimits } from '../uploads/receive.ts';
import { withCaller, type CallerOptions } from './caller.ts';
import { answerHeaders, limitHeaders } from './headers.ts';

/** `POST /uploads`: one file as multipart/form-data. Answers with its token for later mutations. */
export async function registerUploads(app: FastifyInstance, options: CallerOptions): Promise<void> {
  const { audit, upload } = options.gateway;
  await app.register(async (files) => {
    files.removeAllContentTypeParsers();
    await files.register(multipart, uploadLimits);
    files.post(
      '/uploads',
      withCaller(options, async ({ requestId, access, actor, rateKey, standings }, request, reply) => {
        const token = await receiveUpload({ request, access, actor, rateKey, audit, upload });
        return reply
          .code(201)
          .headers({ ...answerHeaders(requestId), ...limitHeaders(standings.values(), false) })
          .send({ token });
      }),
    );
  });
}
