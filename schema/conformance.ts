import { existsSync, readFileSync } from 'node:fs';
import { diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { apiFile, read } from './files.ts';

/** Compares the published API with a target schema: prints missing, differing and added elements. Fails on a difference. */
const target = process.argv[2] ?? '../shared/design/api.graphql';
if (!existsSync(target)) {
  process.stdout.write(`conformance: skipped, ${target} does not exist\n`);
} else {
  const changes = await diff(buildSchema(readFileSync(target, 'utf8')), buildSchema(read(apiFile)));
  // Clients do not depend on descriptions and directives.
  const relevant = changes
    .map(({ type, path, message }) => ({ type: String(type), path, message }))
    .filter(({ type, path }) => !/DESCRIPTION|DIRECTIVE/.test(type) && path !== undefined);
  const removed = relevant.filter(({ type }) => type.endsWith('_REMOVED'));
  const added = relevant.filter(({ type }) => type.endsWith('_ADDED'));
  const differing = relevant.filter((change) => !removed.includes(change) && !added.includes(change));
  for (const [title, list] of [
    ['missing', removed],
    ['differing', differing],
    ['added', added],
  ] as const) {
    process.stdout.write(`${title}: ${list.length}\n${list.map(({ message }) => `  ${message}\n`).join('')}`);
  }
  process.exitCode = differing.length > 0 ? 1 : 0;
}
