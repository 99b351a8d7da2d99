import { LRUCache } from 'lru-cache';
import type { Identity } from '../identity/identity.ts';
import { documentIdOf } from './manifest.ts';

/** Texts of operations that clients sent before, by kind of caller and hash. A lost text costs its client a second request. */
export interface PersistedQueries extends AsyncDisposable {
  /** The text with this hash; undefined: not stored. */
  get(kind: Identity['kind'], hash: string): Promise<string | undefined>;
  /** Stores a text under its hash. Returns at once. */
  set(kind: Identity['kind'], hash: string, text: string): void;
}

/** A store that gateways share. */
export interface SharedTexts extends AsyncDisposable {
  get(kind: Identity['kind'], hash: string): Promise<string | undefined>;
  set(kind: Identity['kind'], hash: string, text: string): Promise<void>;
}

/** The longest text to store, in characters. Longer operations run, and their clients send the text with each request. */
export const longestText = 16 * 1024;
/** Texts in memory for each kind of caller, in characters. */
const maxCharacters = 8 * 1024 * 1024;

const kinds = ['ANONYMOUS', 'CUSTOMER', 'PARTNER', 'STAFF'] as const satisfies readonly Identity['kind'][];

/**
 * Keeps the most recently used texts in memory, in front of the shared store. Each kind of caller has a part of its own:
 * anonymous callers, who can send any number of texts, displace only texts of one another.
 */
export function createPersistedQueries(shared: SharedTexts | null): PersistedQueries {
  const texts = new Map(
    kinds.map((kind) => [
      kind,
      new LRUCache<string, string>({ maxSize: maxCharacters, sizeCalculation: (text) => text.length }),
    ]),
  );
  return {
    async get(kind, hash) {
      const known = texts.get(kind)?.get(hash);
      if (known !== undefined) return known;
      const found = await shared?.get(kind, hash);
      // Other programs can write to the shared store: a text under a wrong hash would run in place of the caller's.
      if (found === undefined || documentIdOf(found) !== hash) return undefined;
      texts.get(kind)?.set(hash, found);
      return found;
    },
    set(kind, hash, text) {
      if (text.length > longestText || texts.get(kind)?.get(hash) !== undefined) return;
      texts.get(kind)?.set(hash, text);
      void shared?.set(kind, hash, text);
    },
    async [Symbol.asyncDispose]() {
      await shared?.[Symbol.asyncDispose]();
    },
  };
}
