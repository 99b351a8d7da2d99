import { createAudit } from '../../gateway/audit/audit.ts';
import { createFileStore } from '../../gateway/audit/file-store.ts';
import { change, quiet } from './audit-trails.ts';

/** Records changes in the directory of the first argument until many were refused. Prints both numbers. */
const [directory = ''] = process.argv.slice(2);
const audit = createAudit({ ...quiet, store: await createFileStore(directory) });
let written = 0;
let refused = 0;
for (let index = 0; index < 60; index += 1)
  await audit.record([change(`change ${index}`)]).then(
    () => (written += 1),
    () => (refused += 1),
  );
await audit[Symbol.asyncDispose]();
process.stdout.write(JSON.stringify({ written, refused }));
