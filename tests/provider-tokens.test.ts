import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startGraph, type Graph } from './support/graph.ts';
import { machineTokens, otherTokens, personTokens, type ProviderToken } from './support/provider-tokens.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());

async function ask({ typ, claims }: ProviderToken): Promise<{ status: number; kind?: string }> {
  const authorization = `Bearer ${await graph.sandbox.token(claims, { typ })}`;
  const { status, data } = await graph.ask('{ viewer { kind } }', { headers: { authorization } });
  return { status, ...(data && { kind: data.viewer.kind as string }) };
}

describe('an access token of a person', () => {
  test.each(Object.entries(personTokens))('makes a customer: %s', async (_case, token) => {
    expect(await ask(token)).toEqual({ status: 200, kind: 'CUSTOMER' });
  });
});

describe('an access token of a program', () => {
  test.each(Object.entries(machineTokens))('makes no customer: %s', async (_case, token) => {
    expect(await ask(token)).toEqual({ status: 401 });
  });
});

describe('a token that is not an access token', () => {
  test.each(Object.entries(otherTokens))('is refused: %s', async (_case, token) => {
    expect(await ask(token)).toEqual({ status: 401 });
  });
});
