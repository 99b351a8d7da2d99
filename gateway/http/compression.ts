import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Bytes. A shorter answer fits into one packet with its headers. */
const threshold = 1_024;

/**
 * Compresses answers that are text. Requests are not decompressed: a small body could become any size.
 *
 * BREACH needs an attacker who makes the victim's browser send authenticated requests. Access tokens travel in a header that
 * browsers do not add by themselves, and no answer contains a token next to a text of the request.
 */
export async function registerCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold,
    globalDecompression: false,
    customTypes: /^text\/(?!event-stream)|[/+]json(?:;|$)/,
  });
}
