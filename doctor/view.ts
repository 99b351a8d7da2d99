import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createFindings, type Finding } from '@customer-graph/diagnosis/findings';
import type { Environment } from '@customer-graph/process/configuration';
import { silentLog } from '@customer-graph/process/log';
import { reasonOf } from '@customer-graph/process/reason-of';
import { startSingleProcess } from '../processes/single-process.ts';

const query = '{ viewer { kind scopes member { role } account { id name status } accounts { id } } }';
const timeoutMs = 60_000;

const answer = z.object({
  data: z
    .object({
      viewer: z
        .object({
          kind: z.string(),
          scopes: z.array(z.string()),
          member: z.object({ role: z.string() }).nullable(),
          account: z.object({ id: z.string() }).nullable(),
        })
        .nullable(),
    })
    .nullish(),
  errors: z
    .array(
      z.object({
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({ code: z.string(), system: z.string().optional() }),
      }),
    )
    .default([]),
});
type Answer = z.infer<typeof answer>;

/** Runs a `viewer` query as the token's owner, through gateway and subgraphs that are started for it. */
export async function checkView(token: string, environment: Environment): Promise<readonly Finding[]> {
  const directory = mkdtempSync(join(tmpdir(), 'doctor-'));
  try {
    const graph = await startSingleProcess({
      environment: { ...environment, ...withoutTraces(directory) },
      log: silentLog,
    });
    try {
      return describe(answer.parse(await ask(graph.url, token)));
    } finally {
      await graph[Symbol.asyncDispose]();
    }
  } catch (error) {
    const found = createFindings('IDENTITY');
    found.warn('viewer', { says: `cannot be asked: ${reasonOf(error)}` });
    return found.list;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The doctor writes nothing: neither to the audit trail nor to the journal, and it counts against no quota. */
function withoutTraces(directory: string): Environment {
  const replaced = {
    PORT: '0',
    HOST: '127.0.0.1',
    SHUTDOWN_DRAIN: '0',
    REDIS_URL: '',
    AUDIT_DIRECTORY: directory,
    AUDIT_DATABASE_URL: '',
    AUDIT_ANCHOR_FILE: '',
    AUDIT_ANCHOR_URL: '',
    JOURNAL_DIRECTORY: 'memory',
    JOURNAL_DATABASE_URL: '',
    // The query is in no manifest.
    TRUSTED_DOCUMENTS: 'optional',
  };
  const files = Object.fromEntries(Object.keys(replaced).map((name) => [`${name}_FILE`, '']));
  return { ...files, ...replaced };
}

async function ask(url: string, token: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  return response.json();
}

function describe({ data, errors }: Answer): readonly Finding[] {
  const found = createFindings('IDENTITY');
  const viewer = data?.viewer ?? null;
  const breaks = 'the token’s owner sees no data';
  if (errors.length > 0)
    found.fail('viewer', {
      says: errors
        .map(
          ({ path = [], extensions: { code, system } }) =>
            `${path.join('.') || 'the query'}: ${code}${system ? ` (${system})` : ''}`,
        )
        .join(', '),
      breaks,
      remedy: 'repair the system that is named; its own findings follow',
    });
  else if (!viewer) found.fail('viewer', { says: 'is null', breaks });
  else if (viewer.kind === 'CUSTOMER' && !viewer.account)
    found.warn('viewer', { says: 'has no account', breaks, remedy: 'see the findings about the token' });
  else if (viewer.kind !== 'CUSTOMER' && viewer.scopes.length === 0)
    found.warn('viewer', {
      says: `${viewer.kind} without scopes`,
      breaks,
      remedy: 'see the findings about its claims',
    });
  else {
    const { kind, account, member, scopes } = viewer;
    const opened = account ? `, account ${account.id}${member ? ` as ${member.role}` : ''}` : '';
    found.ok('viewer', `${kind}${opened}, ${scopes.length} scopes`);
  }
  return found.list;
}
