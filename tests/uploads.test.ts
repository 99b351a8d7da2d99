import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { writeFileSync, mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arriving } from '../gateway/uploads/arrival.ts';
import { cleanFileName } from '../gateway/uploads/content-type.ts';
import { createFileSlots } from '../gateway/limits/file-slots.ts';
import { startGraph, type Graph } from './support/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph[Symbol.asyncDispose]());

interface Uploaded {
  readonly status: number;
  readonly token?: string;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}
async function upload(content: Uint8Array | string, type: string, name: string, to = graph): Promise<Uploaded> {
  const form = new FormData();
  form.set('file', new Blob([content], { type }), name);
  const headers = { authorization: `Bearer ${await to.sandbox.token('member@demo')}` };
  const answer = await fetch(`${to.url}/uploads`, { method: 'POST', headers, body: form });
  return { status: answer.status, ...((await answer.json()) as object) };
}
const bytes = (...values: number[]): Uint8Array =>
  Uint8Array.from([...values, ...Array.from({ length: 300 }, () => 0)]);
const png = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52);
const zip = bytes(0x50, 0x4b, 0x03, 0x04, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0);

describe('the content of an uploaded file', () => {
  test.each<[string, Uint8Array | string, string, string]>([
    ['a picture', png, 'image/png', 'a.png'],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'application/pdf', 'a.pdf'],
    ['text with other letters', 'Grüße, 日本語', 'text/plain', 'a.txt'],
    ['text that is cut within a character where detection ends', 'ä'.repeat(70_001), 'text/plain', 'a.txt'],
    ['text about HTML', 'Please look at <b>this</b> line:\n<script>', 'text/plain', 'a.txt'],
    ['an empty file', '', 'text/plain', 'a.txt'],
    ['CSV', 'a;b\n1;2\n', 'text/csv', 'a.csv'],
    ['an archive', zip, 'application/zip', 'a.zip'],
  ])('is taken where it is what was declared: %s', async (_case, content, type, name) => {
    expect(await upload(content, type, name)).toMatchObject({ status: 201, token: expect.any(String) });
  });

  test.each<[string, Uint8Array | string, string, string]>([
    ['a program as a picture', `MZ${'\0'.repeat(300)}`, 'image/png', 'evil.exe'],
    ['a Linux program as text', bytes(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1), 'text/plain', 'notes.txt'],
    ['a page as text', '<!DOCTYPE html><script>alert(1)</script>', 'text/plain', 'page.html'],
    ['a page after space and a mark', '\ufeff \n<HTML ><body>', 'text/csv', 'a.csv'],
    ['a script as text', '#!/bin/sh\nrm -rf ~', 'text/plain', 'a.txt'],
    ['SVG as JSON', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'application/json', 'a.json'],
    ['a PDF as a picture', '%PDF-1.7\n1 0 obj', 'image/jpeg', 'a.jpg'],
    ['a picture as text', png, 'text/plain', 'a.txt'],
    ['bytes that are no text', bytes(1, 2, 0xff, 0xfe), 'text/plain', 'a.txt'],
    ['an archive as a PDF', zip, 'application/pdf', 'a.pdf'],
  ])('is refused where it is something else: %s', async (_case, content, type, name) => {
    const before = graph.calls('zendesk').length;
    expect(await upload(content, type, name)).toMatchObject({
      status: 400,
      errors: [{ message: expect.stringContaining(type), extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(graph.calls('zendesk')).toHaveLength(before);
  });

  test.each([
    ['evil.exe', 'evil.exe.png'],
    ['screen shot', 'screen shot.png'],
    ['../../etc/passwd.png', '_.._etc_passwd.png'],
    ['a\u202egnp.exe', 'agnp.exe.png'],
    ['..hidden.png. ', 'hidden.png'],
    ['C:\\temp\\a"b<c>.PNG', 'C__temp_a_b_c_.PNG'],
    [`a${' '.repeat(70_000)}b.png`, 'b.png'],
  ])('gets a clean name: %j', async (given, clean) => {
    expect(cleanFileName(given, 'image/png')).toBe(clean);
    expect(await upload(png, 'image/png', given)).toMatchObject({ status: 201 });
  });
});

describe('a virus scanner', () => {
  const script = join(mkdtempSync(join(tmpdir(), 'scanner-')), 'scan.js');
  writeFileSync(
    script,
    `let text = ''; process.stdin.on('data', (chunk) => (text += chunk)).on('end', () =>
      process.exit(text.includes('EICAR') ? 1 : text.includes('broken') ? 2 : 0));`,
  );

  test('sees the whole file before the help desk has it', async () => {
    await using scanned = await startGraph({ environment: { UPLOAD_SCAN_COMMAND: `${process.execPath} ${script}` } });
    const large = 'clean '.repeat(60_000);
    expect(await upload(large, 'text/plain', 'a.txt', scanned)).toMatchObject({ status: 201 });
    expect(await upload(`${large}EICAR`, 'text/plain', 'a.txt', scanned)).toMatchObject({
      status: 400,
      errors: [{ message: 'The virus scanner refuses the file.', extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(await upload('broken', 'text/plain', 'a.txt', scanned)).toMatchObject({
      status: 503,
      errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }],
    });
    const stored = Array.from({ length: 5 }, (_, index) =>
      scanned.sandbox.records.get('zendesk', 'uploads', `90000000000${index + 1}`),
    );
    expect(stored.filter((file) => file !== undefined && file !== null)).toHaveLength(1);
  });

  test('that does not start lets no file through', async () => {
    await using scanned = await startGraph({ environment: { UPLOAD_SCAN_COMMAND: '/nowhere/scanner -' } });
    expect(await upload('text', 'text/plain', 'a.txt', scanned)).toMatchObject({
      status: 503,
      errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }],
    });
  });
});

describe('a slow upload', () => {
  test('holds no connection to the help desk before its beginning is there', async () => {
    const { hostname, port } = new URL(graph.url);
    const before = graph.calls('zendesk').length;
    const authorization = `Bearer ${await graph.sandbox.token('admin@demo')}`;
    const sockets = await Promise.all(
      Array.from({ length: 9 }, async () => {
        const socket = connect(Number(port), hostname);
        await once(socket, 'connect');
        socket.write(
          `POST /uploads HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-type: multipart/form-data; boundary=xx\r\ncontent-length: 1000000\r\n\r\n--xx\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\nhello`,
        );
        return socket;
      }),
    );
    expect(await upload('abc', 'text/plain', 'a.txt')).toMatchObject({ status: 201 });
    expect(graph.calls('zendesk').slice(before)).toHaveLength(1);
    for (const socket of sockets) socket.destroy();
  });

  test('is refused by the time that the client lets the server wait', async () => {
    const limits = { idleMs: 40, graceMs: 20, bytesPerSecond: 1_000_000 };
    const read = async (content: AsyncIterable<Buffer>): Promise<number> => {
      let size = 0;
      for await (const chunk of arriving(content, limits)) size += chunk.length;
      return size;
    };
    const never = async function* () {
      yield Buffer.from('a');
      await new Promise(() => undefined);
    };
    const drip = async function* () {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 15));
        yield Buffer.from('a');
      }
    };
    const fast = async function* () {
      for (let count = 0; count < 100; count += 1) yield Buffer.alloc(1_000);
    };
    await expect(read(never())).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(read(drip())).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await read(fast())).toBe(100_000);
  });

  test('of many people of an account leaves slots to other accounts', () => {
    const slots = createFileSlots('uploaded');
    const taken = [0, 1].flatMap((person) =>
      Array.from({ length: 10 }, () => [slots.takeForCaller(`demo ${person}`), slots.takeForAccount('demo')]),
    );
    expect(() => slots.takeForCaller('demo 0')).toThrow('Too many files');
    slots.takeForCaller('demo 2');
    expect(() => slots.takeForAccount('demo')).toThrow('Too many files');
    slots.takeForCaller('other');
    slots.takeForAccount('other');
    for (const slot of taken.flat()) slot[Symbol.dispose]();
    slots.takeForCaller('demo 0');
    slots.takeForAccount('demo');
  });
});
