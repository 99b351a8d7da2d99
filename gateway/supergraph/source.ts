import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { request } from 'undici';
import { reasonOf } from '@customer-graph/process/reason-of';

/** The source of the supergraph. */
export interface SupergraphSource {
  read(): Promise<string>;
  /** Calls `apply` once for each changed supergraph. If it throws, the reason is logged and the previous one stays in use. */
  watch(apply: (sdl: string) => void, log: Logger): Disposable;
}

/** The supergraph that `npm run compose` wrote. */
const composedFile = new URL('../../schema/supergraph.graphql', import.meta.url);

async function readUrl(url: string): Promise<string> {
  const { statusCode, body } = await request(url, { headersTimeout: 10_000, bodyTimeout: 10_000 });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`status ${statusCode}`);
  return text;
}

/**
 * Reads the supergraph from a file or an http(s) URL. It polls, because file system events are missing for files that a
 * platform mounts into a container.
 *
 * @param location null: the composed file of this checkout
 * @param everyMs milliseconds between reads; null: it is read once
 */
export function createSupergraphSource(location: string | null, everyMs: number | null): SupergraphSource {
  const isUrl = location !== null && /^https?:\/\//.test(location);
  const read = (): Promise<string> => (isUrl ? readUrl(location) : readFile(location ?? composedFile, 'utf8'));
  let lastRead: string | undefined;
  return {
    async read() {
      lastRead = await read();
      return lastRead;
    },
    watch(apply, log) {
      let isReading = false;
      let hasFailed = false;
      const poll = async (): Promise<void> => {
        if (isReading) return;
        isReading = true;
        const sdl = await read().catch((error: unknown) => {
          // Logged once per outage, because it is read every few seconds.
          if (!hasFailed)
            log.warn({ reason: reasonOf(error) }, 'the supergraph cannot be read; the previous one stays in use');
          hasFailed = true;
          return undefined;
        });
        isReading = false;
        if (sdl === undefined) return;
        hasFailed = false;
        if (sdl === lastRead) return;
        lastRead = sdl;
        try {
          apply(sdl);
          log.info('the supergraph was replaced');
        } catch (error) {
          log.error({ reason: reasonOf(error) }, 'the new supergraph is refused; the previous one stays in use');
        }
      };
      const timer = everyMs === null ? undefined : setInterval(() => void poll(), everyMs).unref();
      return { [Symbol.dispose]: () => clearInterval(timer) };
    },
  };
}
