import fc from 'fast-check';
import type { Attempt, World } from './world.ts';

/** Generates a batch of operations by random callers. */
export const attemptsOf = ({ principals }: Pick<World, 'principals'>, batch: number): fc.Arbitrary<Attempt[]> =>
  fc.array(fc.record({ as: fc.constantFrom(...principals), seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }) }), {
    minLength: batch,
    maxLength: batch,
  });
