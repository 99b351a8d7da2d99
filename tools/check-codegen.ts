import { existsSync, readFileSync } from 'node:fs';
import { generate } from '@graphql-codegen/cli';
import config from '../codegen.ts';

/** Fails if generated code differs from a new generation. */
const files = (await generate({ ...config, silent: true }, false)) as readonly { filename: string; content: string }[];
const stale = files.filter(
  ({ filename, content }) => !existsSync(filename) || readFileSync(filename, 'utf8') !== content,
);
for (const { filename } of stale) process.stderr.write(`codegen: ${filename} is stale: run npm run codegen\n`);
process.stdout.write(stale.length === 0 ? 'codegen: up to date\n' : `codegen: ${stale.length} stale files\n`);
process.exitCode = stale.length === 0 ? 0 : 1;
