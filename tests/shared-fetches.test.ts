import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { createAssertionSigner } from '@customer-graph/protocol/assertion';
import { generateKeys } from '@customer-graph/protocol/keys';
import type { SubgraphRequest, SubgraphResponse } from '@customer-graph/protocol/messages';
import { systemAssertion } from '@customer-graph/protocol/system-assertion';
import type { Transport } from '@customer-graph/protocol/transport';
import { createQuery } from '../gateway/fetching/query.ts';

const text = '{ usage { meters } }';
const document = parse(text);
const assertion = systemAssertion(Date.now() + 60_000);
const ask = (variables: Record<string, unknown>) => ({ document, query: text, variables });

/** A subgraph that answers once it is told to. */
function stand(reply: () => Promise<SubgraphResponse>) {
  const sent: SubgraphRequest[] = [];
  const query = createQuery({
    name: 'usage',
    transport: {
      async query(request: SubgraphRequest) {
        sent.push(request);
        return reply();
      },
    } as unknown as Transport,
    signer: createAssertionSigner(generateKeys().privateKey),
  });
  return {
    sent,
    fetch: (request: object | null, variables = {}) => query(ask(variables), assertion, undefined, request),
  };
}
const answer = async (): Promise<SubgraphResponse> => ({
  status: 200,
  body: '{"data":{"usage":{"meters":3}}}',
  calls: 2,
  membershipsChanged: [],
  followUps: [],
});

test('fetches of one request that ask the same at the same time are one, counted once, with an answer each', async () => {
  const { sent, fetch } = stand(answer);
  const request = {};
  const [one, other] = await Promise.all([fetch(request), fetch(request)]);
  expect(sent).toHaveLength(1);
  expect([one.calls, other.calls]).toEqual([2, 0]);
  expect(one.answer).toEqual({ data: { usage: { meters: 3 } } });
  expect(other.answer).toEqual(one.answer);
  expect(other.answer).not.toBe(one.answer);
});

test('another request, other variables, a later fetch and a mutation are sent apart', async () => {
  const { sent, fetch } = stand(answer);
  const request = {};
  await Promise.all([fetch(request), fetch({}), fetch(request, { id: '1' }), fetch(null), fetch(null)]);
  await fetch(request);
  expect(sent).toHaveLength(6);
});

test('a failure reaches all of them, and the next fetch is sent again', async () => {
  let isDown = true;
  const { sent, fetch } = stand(async () => {
    if (isDown) throw new Error('down');
    return answer();
  });
  const request = {};
  const results = await Promise.allSettled([fetch(request), fetch(request)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isDown = false;
  expect((await fetch(request)).calls).toBe(2);
  expect(sent).toHaveLength(2);
});
