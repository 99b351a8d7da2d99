import { existsSync, readFileSync } from 'node:fs';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { parse } from 'yaml';
import { createNoSubgraphName } from './tools/lint/no-subgraph-name.js';

/** The subgraphs of supergraph.yaml, with their manifests. */
const subgraphs = Object.entries(parse(readFileSync(new URL('supergraph.yaml', import.meta.url), 'utf8')).subgraphs)
  .map(([name, entry]) => ({ name, folder: entry['x-customer-graph']?.folder }))
  .filter(({ folder }) => folder !== undefined)
  .map(({ name, folder }) => {
    const manifest = new URL(`${folder}/manifest.yaml`, import.meta.url);
    const { adapter } = existsSync(manifest) ? parse(readFileSync(manifest, 'utf8')) : {};
    return { name, folder, adapter };
  });
const adapters = subgraphs.flatMap(({ folder, adapter }) => (adapter ? [{ path: folder, ...adapter }] : []));
const packages = [
  'process',
  'protocol',
  'authorization',
  'upstream',
  'journal',
  'diagnosis',
  'subgraph-kit',
  'compiled-executor',
];
const programs = [
  './gateway',
  './subgraphs',
  './processes',
  './sandbox',
  './schema',
  './doctor',
  './tools',
  './tests',
  './bench',
  './clients',
];

const zones = [
  ...packages.map((name) => ({
    target: `./packages/${name}`,
    from: programs,
    message: 'A package knows no program that uses it.',
  })),
  {
    target: './gateway',
    from: programs.filter((program) => program !== './gateway'),
    message: 'The gateway knows subgraphs by the supergraph alone.',
  },
  ...subgraphs.flatMap(({ folder, adapter }) => {
    const at = (part) => `${folder}/${part}`;
    const others = subgraphs.filter((other) => other.folder !== folder).map((other) => other.folder);
    const outer = ['resolvers', 'generated', 'loaders.ts', 'commands.ts', 'subgraph.ts', 'index.ts'].map(at);
    const vendor = adapter ? [at(adapter.folder)] : [];
    return [
      ...others.map((other) => ({
        target: folder,
        from: other,
        except: ['./contract.ts'],
        message: 'A subgraph knows of another one only its contract.ts.',
      })),
      {
        target: folder,
        from: programs.filter((program) => program !== './subgraphs'),
        message: 'A subgraph knows no gateway, no process and no sandbox.',
      },
      {
        target: at('domain'),
        from: [...outer, ...vendor, at('port.ts'), at('services')],
        message: 'The domain knows only itself.',
      },
      { target: at('port.ts'), from: [...outer, ...vendor, at('services')], message: 'The port speaks domain types.' },
      {
        target: at('services'),
        from: ['resolvers', 'commands.ts', 'subgraph.ts', 'index.ts'].map(at),
        message: 'Services know neither resolvers nor commands: both use them.',
      },
      { target: at('commands.ts'), from: [at('resolvers'), ...vendor], message: 'Commands use services and the port.' },
      {
        target: at('resolvers'),
        from: [...vendor, at('commands.ts'), at('subgraph.ts'), at('index.ts')],
        message: 'Resolvers use services, loaders and the port.',
      },
      ...vendor.map((folderOfVendor) => ({
        target: folderOfVendor,
        from: outer,
        message: 'An adapter knows the port and the domain.',
      })),
      { target: at('subgraph.ts'), from: [...vendor, at('index.ts')], message: 'index.ts chooses the adapter.' },
    ];
  }),
  {
    target: './schema',
    from: ['./sandbox', './tests', './bench'],
    message: 'Only processes know the sandbox.',
  },
  {
    target: './sandbox',
    from: ['./gateway', './subgraphs', './processes', './tests'],
    message: 'The sandbox knows nothing of its clients.',
  },
  {
    target: './sandbox',
    from: './packages',
    // It knows no part of the graph: an embedded database is as well the product's.
    except: ['./postgres'],
    message: 'The sandbox knows nothing of its clients.',
  },
];

const packageInside = {
  regex: '(^|/)packages/|^(\\.\\./)+[a-z-]+/src/',
  message: 'Import a package by its name: its files are its own.',
};
const sdkOf = ({ sdk }) => ({ regex: `^${sdk}(/|$)`, message: 'Only the vendor folder imports its SDK.' });
const restrictedImports = (allowed) => [
  'error',
  { patterns: [packageInside, ...adapters.filter(({ sdk }) => sdk !== allowed).map(sdkOf)] },
];

export default tseslint.config(
  { ignores: ['node_modules', 'coverage', '**/dist/**', '**/generated/**'] },
  ...tseslint.configs.strictTypeChecked,
  {
    plugins: {
      'import-x': importX,
      'customer-graph': { rules: { 'no-subgraph-name': createNoSubgraphName(subgraphs.map(({ name }) => name)) } },
    },
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'gateway/explorer/*.js', 'tools/lint/*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js'] })],
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/only-throw-error': 'error',
      // HubSpot's SDK uses classes for the shapes of requests.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'import-x/no-restricted-paths': ['error', { zones }],
      'no-console': 'error',
      'no-restricted-imports': restrictedImports(),
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only processes read the environment; config.ts parses it.' },
      ],
    },
  },
  {
    files: [
      'gateway/**/*.ts',
      'packages/**/*.ts',
      'processes/**/*.ts',
      'tools/**/*.ts',
      'doctor/**/*.ts',
      'codegen.ts',
      'eslint.config.js',
    ],
    rules: { 'customer-graph/no-subgraph-name': 'error' },
  },
  // A vendor folder may import its own SDK.
  ...adapters.map(({ path, folder, sdk }) => ({
    files: [`${path.slice(2)}/${folder}/**/*.ts`],
    rules: { 'no-restricted-imports': restrictedImports(sdk) },
  })),
  // Programs pass their environment on to config.ts.
  {
    files: [
      'processes/**/*.ts',
      'doctor/index.ts',
      'tools/*.ts',
      'gateway/audit/index.ts',
      'sandbox/index.ts',
      'sandbox/token.ts',
      'bench/**/*.ts',
      'tests/**/*.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  // The type of an answer follows from the test's own query, and no declared type says more.
  {
    files: ['tests/**/*.ts'],
    rules: Object.fromEntries(
      ['assignment', 'member-access', 'argument', 'call', 'return'].map((kind) => [
        `@typescript-eslint/no-unsafe-${kind}`,
        'off',
      ]),
    ),
  },
  // The audit trail and the journal are databases of the graph itself; tests and benchmarks make their own.
  {
    files: [
      'gateway/audit/postgres-store.ts',
      'packages/journal/src/*.ts',
      'packages/postgres/src/*.ts',
      'tests/support/product*.ts',
      'tests/support/administer.ts',
      'tests/support/audit-places.ts',
      'tests/audit-postgres.test.ts',
      'tests/kill/run.ts',
      'bench/**/*.ts',
    ],
    rules: { 'no-restricted-imports': ['error', { patterns: [packageInside] }] },
  },
  // Examples for people to copy.
  { files: ['clients/**/*.ts'], rules: { 'no-console': 'off', 'no-restricted-properties': 'off' } },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
