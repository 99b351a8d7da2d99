import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kind, parse, print, visit } from 'graphql';
import { format } from 'prettier';
import { silentLog } from '@customer-graph/process/log';
import { startSingleProcess } from '../../processes/single-process.ts';
import { identities } from '../../sandbox/identity/identities.ts';
import { customerView } from '../../tests/support/queries.ts';
import { startTestSandbox } from '../../tests/support/graph.ts';

/**
 * Records what the canned subgraphs answer, after a change of the customer view or the sample data:
 * `node bench/canned/record.ts` writes bench/data/customer-view.json.
 */
const withTypes = visit(parse(customerView), {
  SelectionSet: (set, _key, parent) =>
    parent && 'operation' in parent
      ? undefined
      : {
          ...set,
          selections: [
            { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const,
            ...set.selections,
          ],
        },
});
const sandbox = await startTestSandbox();
await sandbox.ready;
const service = await startSingleProcess({
  environment: {
    PORT: '0',
    AUDIT_DIRECTORY: mkdtempSync(join(tmpdir(), 'audit-')),
    JOURNAL_DIRECTORY: 'memory',
    ...sandbox.environment,
  },
  log: silentLog,
});
const answer = await fetch(`${service.url}/graphql`, {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    authorization: `Bearer ${await sandbox.token(identities['admin@demo'] ?? {})}`,
  },
  body: JSON.stringify({ query: print(withTypes) }),
});
const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
if (errors !== undefined) throw new Error(`the answer has errors: ${JSON.stringify(errors)}`);
const text = await format(JSON.stringify(data), { parser: 'json', printWidth: 120 });
writeFileSync(new URL('../data/customer-view.json', import.meta.url), text);
await service[Symbol.asyncDispose]();
await sandbox[Symbol.asyncDispose]();
