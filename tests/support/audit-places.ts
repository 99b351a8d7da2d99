import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import pg from 'pg';
import { silentLog } from '@customer-graph/process/log';
import { createFileStore } from '../../gateway/audit/file-store.ts';
import type { StoredHead } from '../../gateway/audit/head.ts';
import { commandTimeouts, createPostgresStore } from '../../gateway/audit/postgres-store.ts';
import type { AuditStore } from '../../gateway/audit/store.ts';

/** A chain as an attacker with write access sees it. */
export interface RawChain {
  readonly chain: string;
  readonly records: readonly string[];
  readonly head: StoredHead | null;
}

/** A database for an audit trail. */
export interface DatabasePlace extends AuditPlace {
  readonly url: string;
}

/** A place for an audit trail, with access to its raw content. */
export interface AuditPlace extends AsyncDisposable {
  open(): Promise<AuditStore>;
  /** All chains, in the order of their names. */
  read(): Promise<readonly RawChain[]>;
  /** Replaces the whole content. */
  write(chains: readonly RawChain[]): Promise<void>;
}

export interface AuditPlaces<Place extends AuditPlace = AuditPlace> extends AsyncDisposable {
  /** A new and empty place. It may replace the one before. */
  create(): Promise<Place>;
}

export async function fileAuditPlaces(): Promise<AuditPlaces> {
  return { create: createDirectory, [Symbol.asyncDispose]: async () => undefined };
}

async function createDirectory(): Promise<AuditPlace> {
  const directory = mkdtempSync(join(tmpdir(), 'audit-'));
  const text = (name: string): string =>
    existsSync(join(directory, name)) ? readFileSync(join(directory, name), 'utf8') : '';
  const put = (name: string, content: string) => writeFileSync(join(directory, name), content);
  return {
    open: () => createFileStore(directory),
    async read() {
      const names = new Set(readdirSync(directory).map((name) => name.replace(/(\.head\.json|\.jsonl)$/, '')));
      return [...names].sort().map((chain) => ({
        chain,
        records: text(`${chain}.jsonl`).split('\n').filter(Boolean),
        head: JSON.parse(text(`${chain}.head.json`)) as StoredHead,
      }));
    },
    async write(chains) {
      for (const name of readdirSync(directory)) rmSync(join(directory, name));
      for (const { chain, records, head } of chains) {
        if (records.length > 0) put(`${chain}.jsonl`, records.map((line) => `${line}\n`).join(''));
        if (head) put(`${chain}.head.json`, JSON.stringify(head));
      }
    },
    [Symbol.asyncDispose]: async () => rmSync(directory, { recursive: true }),
  };
}

export const auditTables = readFileSync(new URL('../../gateway/audit/audit.sql', import.meta.url), 'utf8');

/** Places in Postgres, one at a time: in a new database on the configured test server, else in an embedded one. */
export async function postgresAuditPlaces(): Promise<AuditPlaces<DatabasePlace>> {
  const { PRODUCT_DATABASE_URL: server } = process.env;
  const { url, close } = server ? await databaseOn(server) : await embeddedDatabase();
  return {
    async create() {
      await query(url, [['drop table if exists audit_records, audit_heads']]);
      return createTables(url);
    },
    [Symbol.asyncDispose]: close,
  };
}

interface Database {
  readonly url: string;
  readonly close: () => Promise<void>;
}

async function databaseOn(server: string): Promise<Database> {
  const name = `customer_graph_audit_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  await query(server, [[`create database ${name}`]]);
  const own = new URL(server);
  own.pathname = `/${name}`;
  return {
    url: own.href,
    async close() {
      await query(server, [[`drop database ${name} with (force)`]]);
    },
  };
}

/** One session serves all connections, so only one may be in use at a time. */
async function embeddedDatabase(): Promise<Database> {
  const database = await PGlite.create();
  const socket = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 8 });
  await socket.start();
  return {
    url: `postgres://postgres@${socket.getServerConn()}/postgres?sslmode=disable`,
    async close() {
      await socket.stop();
      await database.close();
    },
  };
}

async function createTables(url: string): Promise<DatabasePlace> {
  await query(url, [[auditTables]]);
  return {
    url,
    open: async () => createPostgresStore(url, commandTimeouts, silentLog),
    async read() {
      const [records = [], heads = []] = await query(url, [
        ['select chain, record from audit_records order by chain, seq'],
        ['select distinct on (chain) chain, seq, hash, mac from audit_heads order by chain, seq desc'],
      ]);
      return heads.map(({ chain, seq, hash, mac }) => ({
        chain: String(chain),
        records: records.filter((row) => row.chain === chain).map(({ record }) => String(record)),
        head: {
          chain: String(chain),
          seq: Number(seq),
          hash: String(hash),
          mac: typeof mac === 'string' ? mac : null,
        },
      }));
    },
    async write(chains) {
      await query(url, [
        ['delete from audit_records'],
        ['delete from audit_heads'],
        ...chains.flatMap(({ chain, records, head }): Statement[] => [
          ...records.map((record, index): Statement => [
            'insert into audit_records (chain, seq, at, record) values ($1, $2, now(), $3)',
            [chain, index + 1, record],
          ]),
          ...(head
            ? [
                [
                  'insert into audit_heads (chain, seq, hash, mac) values ($1, $2, $3, $4)',
                  [chain, head.seq, head.hash, head.mac],
                ] satisfies Statement,
              ]
            : []),
        ]),
      ]);
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

type Statement = [text: string, values?: unknown[]];

/** Runs statements in one connection and returns the rows of each. */
export async function query(url: string, statements: readonly Statement[]): Promise<Record<string, unknown>[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results: Record<string, unknown>[][] = [];
    for (const [text, values] of statements) {
      const result = values ? await client.query(text, values) : await client.query(text);
      results.push(Array.isArray(result) ? [] : (result.rows as Record<string, unknown>[]));
    }
    return results;
  } finally {
    await client.end();
  }
}
