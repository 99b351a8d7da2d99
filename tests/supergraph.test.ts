import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createSupergraphSource } from '../gateway/supergraph/source.ts';

/** A location of a supergraph whose content the test can replace. */
interface Place extends AsyncDisposable {
  readonly location: string;
  put(text: string | null): void;
}

function file(): Place {
  const path = join(mkdtempSync(join(tmpdir(), 'supergraph-')), 'supergraph.graphql');
  return {
    location: path,
    put: (text) => (text === null ? rmSync(path) : writeFileSync(path, text)),
    async [Symbol.asyncDispose]() {},
  };
}

async function address(): Promise<Place> {
  let current: string | null = null;
  const server: Server = createServer((_request, response) =>
    response.writeHead(current === null ? 503 : 200).end(current ?? ''),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  return {
    location: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/supergraph`,
    put: (text) => void (current = text),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe.each([
  ['a file', async () => file()],
  ['a URL', address],
])('the supergraph from %s', (_case, start) => {
  test('is offered once per change; a rejected one is logged, and an unreadable one is ignored', async () => {
    await using place = await start();
    place.put('one');
    const source = createSupergraphSource(place.location, 5);
    expect(await source.read()).toBe('one');
    const lines: string[] = [];
    const log = pino(
      { level: 'info', base: null, timestamp: false },
      { write: (line: string) => void lines.push((JSON.parse(line) as { msg: string }).msg) },
    );
    const offered: string[] = [];
    using _watch = source.watch((sdl) => {
      offered.push(sdl);
      if (sdl === 'bad') throw new Error('it is bad');
    }, log);
    const until = async (holds: () => boolean) => {
      for (let tried = 0; tried < 400 && !holds(); tried += 1) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(holds()).toBe(true);
    };
    place.put('two');
    await until(() => offered.length === 1);
    place.put('bad');
    await until(() => lines.some((line) => line.includes('is refused')));
    place.put(null);
    await until(() => lines.some((line) => line.includes('cannot be read')));
    place.put('three');
    await until(() => offered.length === 3);
    expect(offered).toEqual(['two', 'bad', 'three']);
    expect(lines.filter((line) => line.includes('cannot be read'))).toHaveLength(1);
    expect(lines.at(-1)).toBe('the supergraph was replaced');
  });

  test('fails the start when it is missing', async () => {
    await using place = await start();
    await expect(createSupergraphSource(`${place.location}x`, null).read()).rejects.toThrow();
  });
});
