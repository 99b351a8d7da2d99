import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { request } from 'undici';

/** Where the supergraph comes from. */
export interface SupergraphSource {
  read(): Promise<string>;
  /** Offers each change once. What `apply` throws is the reason why it was refused: the log says it, and the one before goes on. */
  watch(apply: (sdl: string) => void, log: Logger): Disposable;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The supergraph that `npm run compose` made. */
const composedFile = new URL('../schema/supergraph.graphql', import.meta.url);

async function readUrl(url: string): Promise<string> {
  const { statusCode, body } = await request(url, { headersTimeout: 10_000, bodyTimeout: 10_000 });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`status ${statusCode}`);
  return text;
}

/**
 * A file or an http(s) address; null is the composed file of this checkout. Looked at again and again rather than watched: what a platform mounts or links into
 * a container changes without telling the file system. Null: never again.
 */
export function createSupergraphSource(location: string | null, everyMs: number | null): SupergraphSource {
  const isUrl = location !== null && /^https?:\/\//.test(location);
  const read = (): Promise<string> => (isUrl ? readUrl(location) : readFile(location ?? composedFile, 'utf8'));
  let seen: string | undefined;
  return {
    async read() {
      seen = await read();
      return seen;
    },
    watch(apply, log) {
      let isLooking = false;
      let isUnread = false;
      const look = async (): Promise<void> => {
        if (isLooking) return;
        isLooking = true;
        const sdl = await read().catch((error: unknown) => {
          // Said once: it is looked at every few seconds.
          if (!isUnread) log.warn({ reason: reasonOf(error) }, 'the supergraph cannot be read; the one before goes on');
          isUnread = true;
          return undefined;
        });
        isLooking = false;
        if (sdl === undefined) return;
        isUnread = false;
        if (sdl === seen) return;
        seen = sdl;
        try {
          apply(sdl);
          log.info('the supergraph was replaced');
        } catch (error) {
          log.error({ reason: reasonOf(error) }, 'the new supergraph is refused; the one before goes on');
        }
      };
      const timer = everyMs === null ? undefined : setInterval(() => void look(), everyMs).unref();
      return { [Symbol.dispose]: () => clearInterval(timer) };
    },
  };
}
