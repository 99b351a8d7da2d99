import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSchema } from 'graphql';
import { extractDocuments } from '../gateway/documents/extract.ts';
import { apiFile, read } from '../schema/files.ts';

/** Writes a manifest of the operations in .graphql files of first-party clients, for the gateway. `--check` only compares. */
const own = fileURLToPath(new URL('../clients', import.meta.url));
const { values, positionals } = readArguments();
const folders = positionals.length > 0 ? positionals : [own];
const manifestFile = values.out ?? join(own, 'documents.json');

for (const folder of folders) {
  if (existsSync(folder)) continue;
  process.stderr.write(`documents: the folder ${folder} does not exist\n`);
  process.exit(2);
}
const files = Object.fromEntries(
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.graphql'))
      .sort()
      .map((name): [string, string] => [name, readFileSync(join(folder, name), 'utf8')]),
  ),
);
const { manifest, problems: found } = extractDocuments(files, buildSchema(read(apiFile)));
const text = `${JSON.stringify(manifest, null, 2)}\n`;
const problems = [...found];
const isStale = values.check && readFileSync(manifestFile, 'utf8') !== text;
if (isStale) process.stderr.write('documents: the manifest is stale: run npm run documents\n');
if (manifest.operations.length === 0) problems.push('no operation found in the folders');
for (const problem of problems) process.stderr.write(`documents: ${problem}\n`);
if (problems.length > 0 || isStale) process.exitCode = 1;
else {
  if (!values.check) writeFileSync(manifestFile, text);
  process.stdout.write(
    `documents: ${manifest.operations.length} operations${values.check ? ', up to date' : ` in ${manifestFile}`}\n`,
  );
}

function readArguments() {
  try {
    return parseArgs({
      options: { check: { type: 'boolean', default: false }, out: { type: 'string' } },
      allowPositionals: true,
    });
  } catch {
    process.stderr.write('npm run documents -- [folder …] [--out <file>] [--check]\n');
    return process.exit(2);
  }
}
