import { randomOf, type Random } from '../fuzz/operations.ts';

/** Draws from a seed. The same seed gives the same draws. */
export interface Draw {
  readonly random: Random;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** An integer from 0 up to, but without, the limit. */
  readonly below: (limit: number) => number;
}

export function drawFrom(seed: number): Draw {
  const random = randomOf(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return { random, below, chance: (share) => random() < share, pick: (from) => from[below(from.length)] as never };
}

/** A seed from texts (FNV-1a). */
export function seedOf(...texts: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const text of texts)
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
