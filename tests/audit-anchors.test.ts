import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { anchorStatement, type AnchorStatement } from '../gateway/audit/anchor.ts';
import { fileAnchor, objectAnchor } from '../gateway/audit/anchors.ts';
import { createAnchoring } from '../gateway/audit/anchoring.ts';
import { createAudit } from '../gateway/audit/audit.ts';
import { parseAuditConfig } from '../gateway/audit/config.ts';
import { createFileStore } from '../gateway/audit/file-store.ts';
import { readStatements } from '../gateway/audit/verify-anchors.ts';
import { silentLog } from '@customer-graph/process/log';
import { change, quiet } from './support/audit-trails.ts';

const keys = { current: 'the key that nobody else knows', previous: [] };
const statement: AnchorStatement = {
  type: 'AUDIT_ANCHOR',
  at: '2026-03-01T08:00:00.000Z',
  chains: 1,
  heads: [{ chain: 'chain', seq: 1, hash: 'hash' }],
  mac: null,
};

interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Object storage that accepts everything, or answers with the given status. */
async function startStorage(status = 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      response.writeHead(status).end('vendor text');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket/audit`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const storageAt = (url: string) => ({
  url,
  region: 'eu-central-1',
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'the secret of the storage',
  retentionDays: 400,
});

describe('the anchors of the audit trail', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'audit-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  test('object storage receives a signed request with a lock and a checksum for each statement', async () => {
    await using storage = await startStorage();
    const anchor = objectAnchor(storageAt(storage.url));
    await anchor.publish(statement);
    await anchor.publish(statement);
    const [first, second] = storage.received;
    expect(first?.method).toBe('PUT');
    expect(first?.path).toMatch(/^\/bucket\/audit\/2026-03-01T08-00-00\.000Z-[0-9a-f]{8}\.json$/);
    expect(second?.path).not.toBe(first?.path);
    expect(anchorStatement.parse(JSON.parse(first?.body ?? ''))).toEqual(statement);
    const sha256 = createHash('sha256').update(first?.body ?? '');
    const digest = sha256.digest();
    expect(first?.headers).toMatchObject({
      'x-amz-object-lock-mode': 'COMPLIANCE',
      'x-amz-object-lock-retain-until-date': '2027-04-05T08:00:00.000Z',
      'x-amz-content-sha256': digest.toString('hex'),
      'x-amz-checksum-sha256': digest.toString('base64'),
    });
    expect(first?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/s3\/aws4_request, SignedHeaders=\S*x-amz-object-lock-mode\S*, Signature=[0-9a-f]{64}$/,
    );
    expect(JSON.stringify(storage.received)).not.toContain('the secret');
  });

  test('a refusal by the object storage is logged without its text, and holds up nothing', async () => {
    await using storage = await startStorage(403);
    const logged: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => logged.push(line) });
    const file = join(directory, 'statements');
    const anchors = [objectAnchor(storageAt(storage.url)), fileAnchor(file)];
    const anchoring = createAnchoring({ anchors, intervalMs: 3_600_000, state: async () => statement, log });
    await anchoring.publish();
    expect(logged.join('')).toContain('the object storage answered with status 403');
    expect(logged.join('')).toContain('audit anchor not published');
    expect(logged.join('')).not.toContain('vendor text');
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(statement)}\n`);
    await anchoring[Symbol.asyncDispose]();
  });

  test('receive a signed statement when a chain is opened, at every interval, and at an orderly end', async () => {
    const statements: AnchorStatement[] = [];
    const waiting: (() => void)[] = [];
    const count = (number: number) =>
      new Promise<void>((resolve) => {
        const check = () => (statements.length >= number ? resolve() : void waiting.push(check));
        check();
      });
    const audit = createAudit({
      ...quiet,
      store: await createFileStore(join(directory, 'trail')),
      keys,
      anchorIntervalMs: 20,
      anchors: [
        {
          name: 'test',
          async publish(published) {
            statements.push(published);
            for (const check of waiting.splice(0)) check();
          },
        },
      ],
      log: silentLog,
    });
    await audit.record([change('one')]);
    await count(3);
    await audit.record([change('two')]);
    await audit[Symbol.asyncDispose]();
    const last = statements.at(-1);
    expect(last).toMatchObject({ chains: 1, heads: [{ seq: 3 }] });
    expect(statements[0]?.heads).toMatchObject([{ seq: 2 }]);
    expect(readStatements(statements.map((published) => JSON.stringify(published)).join('\n'), keys).problems).toEqual(
      [],
    );
  });

  test('are read from lines of a log, too', () => {
    const line = JSON.stringify({ level: 30, time: 1, statement, msg: 'audit anchor' });
    expect(readStatements(`${line}\n${line}\n{"cut`, { current: null, previous: [] })).toEqual({
      statements: [statement, statement],
      problems: [],
    });
  });

  test('are configured completely or not at all', () => {
    expect(parseAuditConfig({})).toMatchObject({ anchorFile: null, anchorStorage: null, anchorIntervalMs: 3_600_000 });
    expect(() => parseAuditConfig({ AUDIT_ANCHOR_URL: 'https://bucket.s3.eu-central-1.amazonaws.com' })).toThrow(
      /AUDIT_ANCHOR_ACCESS_KEY_ID: is missing[^]*AUDIT_ANCHOR_SECRET_ACCESS_KEY: is missing/,
    );
    expect(() => parseAuditConfig({ AUDIT_PREVIOUS_KEYS: 'a key of sixteen or more' })).toThrow(
      /AUDIT_KEY: is missing/,
    );
    expect(() => parseAuditConfig({ AUDIT_KEY: 'a key of sixteen or more', AUDIT_PREVIOUS_KEYS: 'short' })).toThrow(
      /AUDIT_PREVIOUS_KEYS: must be keys separated by commas; each must have 16/,
    );
  });
});
