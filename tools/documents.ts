import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSchema } from 'graphql';
import { extractDocuments } from '../gateway/documents/extract.ts';
import { apiFile, read } from '../schema/files.ts';

/** The operations of first-party clients, out of their .graphql files, as a manifest for the gateway; `--check` looks whether it is what they say. */
const own = fileURLToPath(new URL('../clients', import.meta.url));
const { values, positionals } = readArguments();
const folders = positionals.length > 0 ? positionals : [own];
const manifestFile = values.out ?? join(own, 'documents.json');

for (const folder of folders) {
  if (existsSync(folder)) continue;
  process.stderr.write(`documents: there is no folder ${folder}\n`);
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
if (isStale) process.stderr.write('documents: the manifest is not what the files say: run npm run documents\n');
if (manifest.operations.length === 0) problems.push('there is no operation in these folders');
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
