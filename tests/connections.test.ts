import { afterEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { startGraph, type Graph } from './support/graph.ts';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** Opens a connection, and optionally sends the beginning of a request that never ends. */
function open({ url }: Graph, text = '', localAddress = '127.0.0.1'): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, localAddress });
  socket.on('error', () => undefined);
  // An unread socket does not notice its end.
  socket.resume();
  if (text !== '') socket.write(text);
  sockets.push(socket);
  return socket;
}
const isServed = async (graph: Graph, address?: string): Promise<boolean> => {
  const socket = open(graph, 'GET /health/live HTTP/1.1\r\nhost: graph\r\nconnection: close\r\n\r\n', address);
  return new Promise((resolve) => {
    socket.once('data', (data) => resolve(String(data).startsWith('HTTP/1.1 200')));
    socket.once('close', () => resolve(false));
  });
};
const unfinished =
  'POST /graphql HTTP/1.1\r\nhost: graph\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query":';

describe('a connection', () => {
  test('whose request body never ends is closed with 408 once the request’s time is over', async () => {
    await using graph = await startGraph({ environment: { REQUEST_TIMEOUT: '500' } });
    const socket = open(graph, unfinished);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 408/);
    await once(socket, 'close');
  });

  test('beyond the limit for one address is closed, and other addresses go on', async () => {
    await using graph = await startGraph({ environment: { CONNECTIONS_PER_ADDRESS: '5' } });
    const held = Array.from({ length: 5 }, () => open(graph));
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    expect(await isServed(graph)).toBe(false);
    expect(await isServed(graph, '127.0.0.2')).toBe(true);
    // A closed connection makes room, once the server has seen its end.
    held[0]?.destroy();
    let tried = 0;
    while (!(await isServed(graph)) && tried < 100) tried += 1;
    expect(tried).toBeLessThan(100);
  });

  test('that sends many requests before the answers is closed', async () => {
    await using graph = await startGraph();
    const request = 'GET /health/live HTTP/1.1\r\nhost: graph\r\n\r\n';
    const pipelined = (count: number) =>
      new Promise<number>((resolve) => {
        const socket = open(graph, request.repeat(count));
        let text = '';
        socket.on('data', (data) => {
          text += String(data);
          if (text.split('HTTP/1.1 200').length - 1 === count) resolve(count);
        });
        socket.once('close', () => resolve(-1));
      });
    expect(await pipelined(10)).toBe(10);
    expect(await pipelined(200)).toBe(-1);
    expect(await pipelined(10)).toBe(10);
  });

  test('of a trusted proxy does not count for its address', async () => {
    await using graph = await startGraph({
      environment: { CONNECTIONS_PER_ADDRESS: '2', TRUSTED_PROXIES: '127.0.0.0/30' },
    });
    const held = Array.from({ length: 8 }, () => open(graph));
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    expect(await isServed(graph)).toBe(true);
  });

  test('with an unfinished request does not keep the program from stopping in order', async () => {
    const graph = await startGraph();
    const kinds = [open(graph), open(graph, 'POST /graphql HTTP/1.1\r\nhost:'), open(graph, unfinished)];
    await Promise.all(kinds.map((socket) => once(socket, 'connect')));
    await graph.ask('{ plans { key } }');
    const closed = kinds.map((socket) => once(socket, 'close'));
    const startedAt = Date.now();
    await graph[Symbol.asyncDispose]();
    expect(Date.now() - startedAt).toBeLessThan(9_000);
    await Promise.all(closed);
  });
});
