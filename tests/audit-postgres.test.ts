import { expect, test } from '@jest/globals';
import pg from 'pg';
import { silentLog } from '@customer-graph/process/log';
import { createAudit } from '../gateway/audit/audit.ts';
import { createPostgresStore, servingTimeouts } from '../gateway/audit/postgres-store.ts';
import { auditTables } from './support/audit-places.ts';
import { change, quiet } from './support/audit-trails.ts';

const server = process.env.PRODUCT_DATABASE_URL;

(server ? test : test.skip)(
  'a Postgres role that may insert and read can append to the trail but not change it',
  async () => {
    const role = `graph_audit_${process.pid}`;
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    const schema = `audit_${process.pid}`;
    await admin.query(
      `create schema ${schema}; set search_path to ${schema}; ${auditTables} create role ${role} login; grant usage on schema ${schema} to ${role}; grant select, insert on all tables in schema ${schema} to ${role}`,
    );
    try {
      const url = new URL(server ?? '');
      url.username = role;
      url.searchParams.set('options', `-c search_path=${schema}`);
      const store = createPostgresStore(url.href, servingTimeouts, silentLog);
      const audit = createAudit({ ...quiet, store, retentionDays: 1 });
      await audit.record([change('one')]);
      await audit[Symbol.asyncDispose]();
      const client = new pg.Client({ connectionString: url.href });
      await client.connect();
      for (const statement of [
        'delete from audit_records',
        'update audit_records set record = $$x$$',
        'truncate audit_heads',
        'delete from audit_heads',
        'alter table audit_heads drop column mac',
      ])
        await expect(client.query(statement)).rejects.toThrow(/permission denied|must be owner/);
      await client.end();
    } finally {
      await admin.query(`drop schema ${schema} cascade; drop role ${role}`);
      await admin.end();
    }
  },
);
