import { readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { readSubgraphList, type ListedSubgraph } from '../processes/subgraph-list.ts';
import { variableOf } from '../processes/subgraph-process.ts';

/** Writes the subgraphs' services into docker-compose.yml, from supergraph.yaml and the manifests. `--check` only compares. */
const file = new URL('../docker-compose.yml', import.meta.url);
const sections = {
  urls: ['      # subgraph URLs, made by npm run compose:file', '      # end of subgraph URLs'],
  services: ['  # subgraphs, made by npm run compose:file', '  # end of subgraphs'],
} as const;

const list = readSubgraphList();
const portOf = ({ entry }: ListedSubgraph): string => new URL(entry.url).port;
const urlOf = (subgraph: ListedSubgraph): [string, string] => [
  `SUBGRAPH_URL_${variableOf(subgraph.name)}`,
  `http://${subgraph.name}:${portOf(subgraph)}${new URL(subgraph.entry.url).pathname}`,
];
const passedOn = (...names: string[]): [string, string][] => names.map((name) => [name, `\${${name}:-}`]);
const journalUrl =
  '${JOURNAL_DATABASE_URL:-postgres://customer_graph:${POSTGRES_PASSWORD}@postgres:5432/customer_graph}';

function serviceOf(subgraph: ListedSubgraph): object {
  const { name, entry, manifest } = subgraph;
  const { calls, directory } = entry.permissions;
  const callers = list.filter(({ entry: other }) => other.permissions.calls.includes(name));
  const own = variableOf(name);
  return {
    command: ['node', 'processes/subgraph.ts', name],
    environment: Object.fromEntries([
      ...passedOn(...manifest.environment),
      ['PORT', portOf(subgraph)],
      ['HOST', '::'],
      ...passedOn('GATEWAY_PUBLIC_KEY', ...(directory ? ['LINKS_PRIVATE_KEY'] : []), 'LINKS_PUBLIC_KEY'),
      ...passedOn(...callers.map((caller) => `${variableOf(caller.name)}_PUBLIC_KEY`)),
      ...passedOn(...(calls.length > 0 ? [`${own}_PRIVATE_KEY`] : [])),
      ...list.filter((other) => calls.includes(other.name)).map(urlOf),
      ...(manifest.journal
        ? [['JOURNAL_DATABASE_URL', journalUrl], ...passedOn('JOURNAL_DIRECTORY', 'JOURNAL_RETENTION_DAYS')]
        : []),
      ...passedOn('SHUTDOWN_DRAIN', 'LOG_LEVEL'),
    ]) as object,
    ...(manifest.journal && { depends_on: ['postgres'] }),
    healthcheck: {
      test: ['CMD', 'node', 'tools/healthcheck.ts'],
      interval: '10s',
      timeout: '3s',
      start_period: '20s',
    },
  };
}

const indented = (text: string, by: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `${by}${line}`))
    .join('\n');

const yaml = (value: unknown): string => stringify(value, { lineWidth: 0, singleQuote: true });

const services = list
  .filter(({ folder }) => folder !== null)
  .map((subgraph) => `${subgraph.name}:\n  <<: *process\n${indented(yaml(serviceOf(subgraph)), '  ')}\n`)
  .join('\n');

function replaced(text: string, [begin, end]: readonly [string, string], content: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docker-compose.yml lacks the section "${begin.trim()}"`);
  return `${text.slice(0, from)}${begin}\n${content}\n${text.slice(to)}`;
}

const current = readFileSync(file, 'utf8');
const urls = indented(yaml(Object.fromEntries(list.map(urlOf))), '      ');
const wanted = replaced(replaced(current, sections.urls, urls), sections.services, indented(services, '  '));
if (!process.argv.includes('--check')) writeFileSync(file, wanted);
else if (current !== wanted) {
  process.stderr.write('docker-compose.yml is stale: run npm run compose:file\n');
  process.exitCode = 1;
}
