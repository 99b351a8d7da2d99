import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { receiveUpload, uploadLimits } from '../uploads/receive.ts';
import { createFileSlots } from '../limits/file-slots.ts';
import { ownBodyTime } from './body-time.ts';
import { withCaller, type CallerOptions } from './caller.ts';
import { answerHeaders, limitHeaders } from './headers.ts';

/** After an answer, how long the client may go on sending a refused file, in milliseconds. Then the connection is closed. */
const drainMs = 5_000;

/** `POST /uploads`: one file as multipart/form-data. Answers with its token for later mutations. */
export async function registerUploads(app: FastifyInstance, options: CallerOptions): Promise<void> {
  const { audit, upload, scan } = options.gateway;
  const slots = createFileSlots('uploaded');
  await app.register(async (files) => {
    files.removeAllContentTypeParsers();
    await files.register(multipart, uploadLimits);
    files.addHook('onResponse', async ({ raw }) => {
      if (!raw.complete) setTimeout(() => raw.complete || raw.destroy(), drainMs).unref();
    });
    files.post(
      '/uploads',
      { config: ownBodyTime },
      withCaller(options, async ({ requestId, access, actor, rateKey, standings }, request, reply) => {
        const token = await receiveUpload({ request, access, actor, rateKey, audit, slots, scan, upload });
        return reply
          .code(201)
          .headers({ ...answerHeaders(requestId), ...limitHeaders(standings.values(), false) })
          .send({ token });
      }),
    );
  });
}
