import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { licenceProblems, type LicencePolicy, type LockedPackage } from '../tools/licences.ts';
import { unpinnedImages } from '../tools/images.ts';
import { runToEnd } from './support/processes.ts';

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

describe('the licence check', () => {
  const policy: LicencePolicy = {
    allowed: ['MIT', 'Apache-2.0'],
    exceptions: { known: { licence: 'Elastic-2.0', reason: 'test' } },
  };
  const known = { 'node_modules/known': { version: '1.0.0', license: 'Elastic-2.0' } };
  const problemsOf = (given: LockedPackage) => licenceProblems({ ...known, 'node_modules/a': given }, policy);

  test.each(['MIT', '(MIT OR GPL-3.0)', 'GPL-3.0 OR MIT', 'Apache-2.0 AND MIT'])('accepts %s', (license) => {
    expect(problemsOf({ version: '1.0.0', license })).toEqual([]);
  });

  test.each(['GPL-3.0', 'MIT AND GPL-3.0', 'Elastic-2.0', 'SEE LICENSE IN LICENSE', undefined])(
    'refuses %s and names the package',
    (license) => {
      const given = license === undefined ? { version: '1.0.0' } : { version: '1.0.0', license };
      expect(problemsOf(given)).toEqual([`a 1.0.0: the licence ${license ?? '(none)'} is not allowed`]);
    },
  );

  test('ignores workspaces, and refuses an exception that is not needed', () => {
    expect(licenceProblems({ ...known, 'node_modules/own': { link: true }, 'packages/own': {} }, policy)).toEqual([]);
    expect(licenceProblems({}, policy)).toEqual(['known: the exception has no package with its licence']);
  });
});

describe('the image check', () => {
  test('finds a tag without a digest, in a Dockerfile and in a compose file', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(unpinnedImages(`FROM node:22-slim AS a\nFROM a\nFROM node:22@${digest}\nFROM scratch\n`)).toEqual([
      'node:22-slim',
    ]);
    expect(
      unpinnedImages(`x: &p\n  build: .\n  image: own\ny:\n  image: redis:8\nz:\n  image: 'redis:8@${digest}'\n`, [
        'own',
      ]),
    ).toEqual(['redis:8']);
  });

  test('finds none in this repository', () => {
    expect(unpinnedImages(read('Dockerfile'))).toEqual([]);
    expect(unpinnedImages(read('docker-compose.yml'), ['customer-graph'])).toEqual([]);
  });
});

test('the bill of materials is the same at every run and names every package of the image', async () => {
  const [first, second] = await Promise.all([runToEnd('tools/sbom.ts', {}), runToEnd('tools/sbom.ts', {})]);
  expect(first).toMatchObject({ code: 0, errors: '' });
  expect(second.output).toBe(first.output);
  const bom = JSON.parse(first.output) as {
    bomFormat: string;
    metadata: { component: { name: string } };
    components: { name: string; version: string; licenses?: unknown[] }[];
  };
  expect([bom.bomFormat, bom.metadata.component.name]).toEqual(['CycloneDX', 'customer-graph']);
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const listed = bom.components.map(({ name, version }) => `${name}@${version}`);
  for (const [name, version] of Object.entries(dependencies)) expect(listed).toContain(`${name}@${version}`);
  expect(bom.components.every(({ licenses = [] }) => licenses.length > 0)).toBe(true);
  expect(listed.some((name) => name.startsWith('jest@'))).toBe(false);
});
