import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { silentLog } from '@customer-graph/process/log';
import { createHttpTransport } from '@customer-graph/protocol/http-transport';
import { unauthorized, type Subgraph } from '@customer-graph/protocol/messages';
import { serveSubgraph } from '@customer-graph/subgraph-kit/serve';
import { companyId, companyIndex } from '../sandbox/seed/company.ts';
import type { Comment } from '../sandbox/zendesk/store.ts';
import { startGraph, type Graph } from './support/graph.ts';

const demo = companyId(companyIndex.demo);
const fields = 'id fileName contentType sizeBytes byteSize url';
const ticketId = '1';

let graph: Graph;
const audit = mkdtempSync(join(tmpdir(), 'audit-'));
beforeAll(async () => {
  graph = await startGraph({ environment: { AUDIT_DIRECTORY: audit } });
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => graph.sandbox.reset());

interface Attachment {
  readonly id: string;
  readonly fileName: string;
  readonly sizeBytes: number | null;
  readonly byteSize: number | null;
  readonly url: string;
}
const attachments = async (as = 'admin@demo', of = graph) => {
  const { data, errors, text } = await of.ask(
    `{ account(id: "${demo}") { support { ticket(id: "${ticketId}") { comments(first: 100) { edges { node { attachments { ${fields} } } } } } } } }`,
    { as },
  );
  expect(errors).toEqual([]);
  const files = data.account.support.ticket.comments.edges.flatMap(
    ({ node }: { node: { attachments: Attachment[] } }) => node.attachments,
  ) as Attachment[];
  return { files, text };
};
const link = async (as?: string) => (await attachments(as)).files[0]?.url ?? '';
const download = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers, redirect: 'manual' });
const change = (attachment: object) => {
  const comment = graph.sandbox
    .helpDesk()
    .commentsOf(Number(ticketId))
    .find((each) => each.attachments.length > 0) as Comment;
  graph.sandbox.records.change('zendesk', 'comments', String(comment.id), {
    attachments: comment.attachments.map((each) => ({ ...each, ...attachment })),
  });
};

describe('an attachment', () => {
  test('is sent by the gateway, to a browser without a token, as a file to save', async () => {
    const { files, text } = await attachments();
    expect(files).toMatchObject([{ fileName: 'screenshot.png', sizeBytes: 4_097, byteSize: 4_097 }]);
    expect(text).not.toMatch(/sandbox\.example\/attachments|127\.0\.0\.1:\d+\/attachments\/token/);
    const url = files[0]?.url ?? '';
    expect(url.startsWith(`${graph.url}/attachments/`)).toBe(true);
    const response = await download(url);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'attachment; filename=screenshot.png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-length': '4097',
    });
    expect((await response.arrayBuffer()).byteLength).toBe(4_097);
  });

  test('is sent to the caller for whom the link was made, and to no other one with a token', async () => {
    const url = await link();
    const bearer = async (as: string) => ({ authorization: `Bearer ${await graph.sandbox.token(as)}` });
    expect((await download(url, await bearer('admin@demo'))).status).toBe(200);
    for (const as of ['member@demo', 'admin@other', 'staff:support'])
      expect((await download(url, await bearer(as))).status).toBe(404);
    expect((await download(url, { authorization: 'Bearer nonsense' })).status).toBe(401);
  });

  test.each<[string, () => void]>([
    [
      'its ticket became internal',
      () => void graph.sandbox.records.change('zendesk', 'tickets', ticketId, { is_public: false }),
    ],
    [
      'its ticket was moved',
      () => void graph.sandbox.records.change('zendesk', 'tickets', ticketId, { organization_id: 360_000_000_102 }),
    ],
    ['it was redacted', () => change({ deleted: true })],
    ['it is infected', () => change({ malware_scan_result: 'malware_found' })],
  ])('is not found once %s', async (_case, happen) => {
    const url = await link();
    happen();
    const response = await download(url);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  test('needs a genuine link', async () => {
    const url = await link();
    const forged = [
      `${url.slice(0, -3)}AAA`,
      `${graph.url}/attachments/`,
      `${graph.url}/attachments/1`,
      `${graph.url}/attachments/${'x'.repeat(5_000)}`,
    ];
    for (const each of forged) expect((await download(each)).status).toBe(404);
    expect(graph.calls('zendesk').filter((call) => call.includes('/attachments'))).toEqual([]);
  });

  test('is recorded with the reader for whom the link was made', async () => {
    await (await download(await link('admin@demo'))).arrayBuffer();
    const records = readdirSync(audit)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => readFileSync(join(audit, name), 'utf8').trim().split('\n'))
      .filter((line) => line.includes('"attachments"'));
    expect(records.at(-1)).toMatch(/"kind":"READ"/);
    expect(records.at(-1)).toContain(demo);
    expect(records.at(-1)).toContain('CUSTOMER');
  });

  test('with a dangerous type or name is only saved', async () => {
    change({ content_type: 'text/html; charset=utf-8', file_name: 'a\u202egpj.exe"\r\nx: y/ü.html' });
    const response = await download(await link());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    const disposition = response.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="/);
    expect(disposition).not.toContain('\u202e');
    expect(response.headers.get('x')).toBeNull();
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  });

  test('beyond 32 bits has a byteSize only, and is not sent', async () => {
    change({ size: 3_000_000_000 });
    expect((await attachments()).files[0]).toMatchObject({ sizeBytes: null, byteSize: 3_000_000_000 });
  });
});

describe('Zendesk', () => {
  test('is sent the credentials at its own host only, and is followed to allowed hosts only', async () => {
    await using strict = await startGraph({ environment: { ZENDESK_FILE_HOSTS: 'files.example' } });
    const { files } = await attachments('admin@demo', strict);
    const response = await download(files[0]?.url ?? '');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'SUPPORT', retryable: false } }],
    });
    expect(strict.calls('zendesk').filter((call) => call.includes('/content/'))).toEqual([]);
  });

  test('that asks for a sign-in is unavailable', async () => {
    await graph.sandbox.setFaults([{ vendor: 'zendesk', path: '/attachments/token', kind: 'status', value: 403 }]);
    const response = await download(await link());
    expect(response.status).toBe(503);
    await graph.sandbox.setFaults([]);
  });

  test('with public attachments sends them too', async () => {
    graph.sandbox.setBehaviour({ zendesk: { privateAttachments: false } });
    const response = await download(await link());
    expect(response.status).toBe(200);
    await response.arrayBuffer();
    graph.sandbox.setBehaviour({});
  });
});

test('a download of a subgraph in another process has its content and metadata, or its error', async () => {
  const metadata = JSON.stringify({ fileName: 'ü.txt', contentType: 'text/plain', byteSize: 5 });
  const subgraph: Subgraph = {
    name: 'files',
    query: async () => unauthorized,
    upload: async () => unauthorized,
    command: async () => unauthorized,
    download: async ({ body }) =>
      body === 'good'
        ? { status: 200, body: metadata, content: Readable.from([Buffer.from('hello')]), calls: 3 }
        : { status: 502, body: '{"error":{"code":"NOT_FOUND"}}', content: null, calls: 1 },
    async [Symbol.asyncDispose]() {},
  };
  await using service = await serveSubgraph(subgraph, { port: 0, host: '127.0.0.1', log: silentLog });
  await using transport = createHttpTransport(`${service.url}/graphql`);
  const deadline = Date.now() + 10_000;
  const good = await transport.download({ body: 'good', assertion: 'a' }, deadline);
  expect(good).toMatchObject({ status: 200, body: metadata, calls: 3 });
  expect(good.content && (await new Response(Readable.toWeb(good.content)).text())).toBe('hello');
  expect(await transport.download({ body: 'bad', assertion: 'a' }, deadline)).toEqual({
    status: 502,
    body: '{"error":{"code":"NOT_FOUND"}}',
    content: null,
    calls: 1,
  });
});
