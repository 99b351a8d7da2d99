import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import type { Child } from '../harness/child.ts';
import type { LoadRequest } from '../harness/load.ts';

const startWithinMs = 60_000;

/** The first answer of an engine that is starting. Rejects if it ends, or does not listen in time. */
export async function firstAnswer({ url, headers, body }: LoadRequest, child: Child): Promise<string> {
  for (const until = Date.now() + startWithinMs; Date.now() < until;) {
    if (child.process.exitCode !== null) break;
    try {
      const answer = await request(url, { method: 'POST', headers: { ...headers }, body });
      return await answer.body.text();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED')) throw error;
      await delay(20);
    }
  }
  const { spawnargs, exitCode } = child.process;
  throw new Error(`${spawnargs.join(' ')} does not listen (exit code ${String(exitCode)}): ${child.errors()}`);
}

/** @throws if an answer has errors or no data */
export function dataOf(name: string, text: string): unknown {
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (errors !== undefined || !data) throw new Error(`${name} has no answer: ${text.slice(0, 2_000)}`);
  return data;
}

/** The first place where two values differ; undefined if they are equal. The order of keys does not count. */
export function differenceBetween(expected: unknown, given: unknown, path = 'data'): string | undefined {
  if (Object.is(expected, given)) return undefined;
  if (typeof expected !== 'object' || typeof given !== 'object' || expected === null || given === null)
    return `${path}: ${JSON.stringify(expected)} and ${JSON.stringify(given)}`;
  const [left, right] = [expected, given] as readonly Readonly<Record<string, unknown>>[];
  for (const key of new Set([...Object.keys(expected), ...Object.keys(given)])) {
    const difference = differenceBetween(left?.[key], right?.[key], `${path}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
