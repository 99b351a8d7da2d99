import { readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { readSubgraphList, type ListedSubgraph } from '../processes/subgraph-list.ts';
import { variableOf } from '../processes/subgraph-process.ts';

/** Writes the subgraphs' services into docker-compose.yml, from supergraph.yaml and the manifests. `--check` only compares. */
const file = new URL('../docker-compose.yml', import.meta.url);
const sections = {
  urls: ['      # subgraph URLs, made by npm run compose:file', '      # end of subgraph URLs'],
  passwords: ['      # passwords of journals, made by npm run compose:file', '      # end of passwords of journals'],
  services: ['  # subgraphs, made by npm run compose:file', '  # end of subgraphs'],
} as const;

const list = readSubgraphList();
const portOf = ({ entry }: ListedSubgraph): string => new URL(entry.url).port;
const urlOf = (subgraph: ListedSubgraph): [string, string] => [
  `SUBGRAPH_URL_${variableOf(subgraph.name)}`,
  `http://${subgraph.name}:${portOf(subgraph)}${new URL(subgraph.entry.url).pathname}`,
];
const passedOn = (...names: string[]): [string, string][] => names.map((name) => [name, `\${${name}:-}`]);
const passwordOf = ({ name }: ListedSubgraph): string => `JOURNAL_PASSWORD_${variableOf(name)}`;
/** A role and a database of its own for each journal: docker/journals.sh creates them. */
const journalUrl = (subgraph: ListedSubgraph): string => {
  const { name } = subgraph;
  const standard = `postgres://${name}:\${${passwordOf(subgraph)}}@postgres:5432/${name}`;
  return `\${JOURNAL_DATABASE_URL_${variableOf(name)}:-${standard}}`;
};

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
      ...passedOn(
        'GATEWAY_PUBLIC_KEY',
        `MAC_KEY_${own}`,
        ...(directory ? ['LINKS_PRIVATE_KEY'] : []),
        'LINKS_PUBLIC_KEY',
      ),
      ...passedOn(...callers.map((caller) => `${variableOf(caller.name)}_PUBLIC_KEY`)),
      ...passedOn(...(calls.length > 0 ? [`${own}_PRIVATE_KEY`] : [])),
      ...list.filter((other) => calls.includes(other.name)).map(urlOf),
      ...(manifest.journal
        ? [['JOURNAL_DATABASE_URL', journalUrl(subgraph)], ...passedOn('JOURNAL_DIRECTORY', 'JOURNAL_RETENTION_DAYS')]
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
const passwords = indented(
  yaml(
    Object.fromEntries(
      list
        .filter(({ folder, manifest }) => folder !== null && manifest.journal)
        .map((subgraph) => [passwordOf(subgraph), `\${${passwordOf(subgraph)}:?choose one in .env}`]),
    ),
  ),
  '      ',
);
const wanted = [
  [sections.urls, urls] as const,
  [sections.passwords, passwords] as const,
  [sections.services, indented(services, '  ')] as const,
].reduce((text, [section, content]) => replaced(text, section, content), current);
if (!process.argv.includes('--check')) writeFileSync(file, wanted);
else if (current !== wanted) {
  process.stderr.write('docker-compose.yml is stale: run npm run compose:file\n');
  process.exitCode = 1;
}
