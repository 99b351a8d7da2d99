import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { credentials } from '../sandbox/credentials.ts';
import { keyEnvironment } from '../sandbox/environment.ts';
import { freePort, startProcess, untilReady, type ProcessOptions } from './support/processes.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Instructions of the Dockerfile, with continued lines joined. */
const instructions = read('Dockerfile')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line))
  .map((line) => ({ name: line.slice(0, line.indexOf(' ')), text: line.slice(line.indexOf(' ') + 1) }));
const texts = (name: string): string[] => instructions.filter((each) => each.name === name).map(({ text }) => text);
const environment = Object.fromEntries(texts('ENV').map((text) => text.split('=') as [string, string]));
/** Folders of the image that a process may write: each must be a volume. */
const volumes = ['/audit', '/journal'];

describe('the image', () => {
  test('runs as a user with a number and with the group 0', () => {
    expect(texts('USER')).toEqual([expect.stringMatching(/^[1-9]\d*:0$/)]);
    expect(instructions.findIndex(({ name }) => name === 'USER')).toBeLessThan(
      instructions.findIndex(({ name }) => name === 'CMD'),
    );
  });

  test('lets the user and its group write the folders of volumes, and nothing else', () => {
    const [user] = texts('USER');
    const made = texts('RUN').filter((text) => /mkdir|chown|chgrp|chmod/.test(text));
    expect(made).toEqual([
      `mkdir ${volumes.join(' ')} && chown ${user ?? ''} ${volumes.join(' ')} && chmod 0770 ${volumes.join(' ')}`,
    ]);
    expect(texts('COPY').filter((text) => /--chown|--chmod/.test(text))).toEqual([]);
  });

  test('stores the audit trail and the journal in the folders of volumes', () => {
    expect(environment).toMatchObject({
      NODE_ENV: 'production',
      AUDIT_DIRECTORY: '/audit',
      JOURNAL_DIRECTORY: '/journal',
    });
  });

  test('runs in docker-compose.yml with a read-only root file system and named volumes only', () => {
    interface Service {
      readonly image?: string;
      readonly read_only?: boolean;
      readonly tmpfs?: unknown;
      readonly user?: unknown;
      readonly volumes?: readonly string[];
    }
    const compose = parse(read('docker-compose.yml'), { merge: true }) as {
      services: Record<string, Service>;
      volumes: Record<string, unknown>;
    };
    const ours = Object.values(compose.services).filter(({ image }) => image === 'customer-graph');
    expect(ours.length).toBeGreaterThan(5);
    for (const service of ours) {
      expect(service).toMatchObject({ read_only: true });
      expect([service.tmpfs, service.user]).toEqual([undefined, undefined]);
      for (const volume of service.volumes ?? []) {
        const [name = '', folder = ''] = volume.split(':');
        expect(Object.keys(compose.volumes)).toContain(name);
        expect(volumes).toContain(folder);
      }
    }
  });
});

/** Whether any user can read this checkout. */
const isReadableByAll = (): boolean => {
  for (let folder = root; folder !== dirname(folder); folder = dirname(folder))
    if ((statSync(folder).mode & 0o5) !== 0o5) return false;
  return true;
};

/** As in a container of OpenShift: a user id that no file knows, the group 0, no home, and one folder to write. */
function contained(writable: string): ProcessOptions {
  chmodSync(writable, 0o770);
  return {
    // Without any other permission to write, the file system is read-only for the process, whoever runs it.
    nodeOptions: ['--permission', '--allow-fs-read=*', `--allow-fs-write=${writable}`, '--allow-worker'],
    ...(process.getuid?.() === 0 && isReadableByAll() && { uid: 1_234_567, gid: 0 }),
  };
}

describe('with a read-only file system, no home and an unknown user', () => {
  const common = {
    ...keyEnvironment(),
    HOST: '127.0.0.1',
    NODE_ENV: 'production',
    SHUTDOWN_DRAIN: '0',
    HOME: '/nonexistent',
  };

  test('the gateway starts, and writes its audit trail only', async () => {
    const audit = mkdtempSync(join(tmpdir(), 'audit-'));
    const port = await freePort();
    const [command = '[]'] = texts('CMD');
    const [, script = ''] = JSON.parse(command) as string[];
    await using gateway = startProcess(
      script,
      {
        ...common,
        PORT: String(port),
        OIDC_ISSUER: 'http://127.0.0.1:1',
        OIDC_AUDIENCE: 'graph',
        AUDIT_DIRECTORY: audit,
      },
      [],
      contained(audit),
    );
    await untilReady(gateway, port);
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __schema { queryType { name } } }' }),
    });
    expect(answer.status).toBe(403);
    expect(readdirSync(audit).length).toBeGreaterThan(0);
    expect(gateway.errors()).not.toMatch(/EACCES|EROFS|ERR_ACCESS_DENIED|not written/);
  });

  test('a subgraph starts with its embedded journal', async () => {
    const journal = mkdtempSync(join(tmpdir(), 'journal-'));
    const port = await freePort();
    await using accounts = startProcess(
      'processes/subgraph.ts',
      {
        ...common,
        PORT: String(port),
        HUBSPOT_ACCESS_TOKEN: credentials.hubspotAccessToken,
        JOURNAL_DIRECTORY: journal,
      },
      ['accounts'],
      contained(journal),
    );
    await untilReady(accounts, port);
    expect(accounts.errors()).not.toMatch(/EACCES|EROFS|ERR_ACCESS_DENIED|journal unavailable/);
  });
});
