import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const subgraphs = ['accounts', 'billing', 'usage', 'support', 'consistency'];
/** Each vendor's SDK belongs to one folder. */
const sdks = {
  hubspot: '@hubspot/api-client',
  stripe: 'stripe',
  postgres: 'pg',
  zendesk: 'node-zendesk',
  dbos: '@dbos-inc/dbos-sdk',
};
const vendorFolders = {
  hubspot: './subgraphs/accounts/hubspot',
  stripe: './subgraphs/billing/stripe',
  postgres: './subgraphs/usage/postgres',
  zendesk: './subgraphs/support/zendesk',
  dbos: './subgraphs/consistency/dbos',
};

const zones = [
  // Subgraphs never import one another, nor the gateway, the sandbox or the tests.
  ...subgraphs.map((name) => ({
    target: `./subgraphs/${name}`,
    from: [...subgraphs.filter((other) => other !== name).map((other) => `./subgraphs/${other}`), './gateway'],
    message: 'A subgraph knows no other subgraph and no gateway.',
  })),
  {
    target: './subgraphs/shared',
    from: [...subgraphs.map((name) => `./subgraphs/${name}`), './gateway'],
    message: 'What is shared knows nobody who shares it.',
  },
  // Inside a subgraph: index → subgraph → resolvers → port → domain, and vendor → port, domain.
  ...subgraphs.flatMap((name) => {
    const at = (part) => `./subgraphs/${name}/${part}`;
    const vendor = {
      accounts: 'hubspot',
      billing: 'stripe',
      usage: 'postgres',
      support: 'zendesk',
      consistency: 'dbos',
    }[name];
    return [
      {
        target: at('domain'),
        from: [at('port.ts'), at('resolvers'), at(vendor), at('generated'), at('loaders.ts')],
        message: 'The domain knows only itself.',
      },
      {
        target: at('port.ts'),
        from: [at('resolvers'), at(vendor), at('generated'), at('loaders.ts')],
        message: 'The port speaks domain types.',
      },
      {
        target: at('resolvers'),
        from: [at(vendor), at('subgraph.ts'), at('index.ts')],
        message: 'Resolvers ask loaders and the port.',
      },
      {
        target: at(vendor),
        from: [at('resolvers'), at('generated'), at('loaders.ts'), at('subgraph.ts')],
        message: 'An adapter knows the port and the domain.',
      },
      {
        target: at('subgraph.ts'),
        from: [at(vendor), at('index.ts')],
        message: 'Which adapter it is, the process decides.',
      },
    ];
  }),
  // The gateway imports no subgraph, but for the entry that builds them in its process.
  {
    target: './gateway',
    from: ['./subgraphs'],
    except: ['./shared'],
    message: 'The gateway speaks to subgraphs through their schema.',
  },
  // Nothing that runs in production knows the sandbox.
  {
    target: ['./gateway', './subgraphs', './schema'],
    from: ['./sandbox', './tests', './bench'],
    message: 'Only the program that starts everything knows the sandbox.',
  },
  {
    target: './sandbox',
    from: ['./gateway', './subgraphs', './tests'],
    message: 'The stand-ins know nothing of whom they serve.',
  },
];

export default tseslint.config(
  { ignores: ['node_modules', 'coverage', '**/generated/**', 'clients/**/generated/**'] },
  ...tseslint.configs.strictTypeChecked,
  {
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'gateway/explorer/*.js'] },
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
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: Object.values(sdks).map((sdk) => ({
            regex: `^${sdk}(/|$)`,
            message: 'Only the vendor folder imports its SDK.',
          })),
        },
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only config.ts reads the environment, handed over by index.ts.',
        },
      ],
    },
  },
  // The vendor folders, for their own SDK.
  ...Object.entries(sdks).map(([vendor, sdk]) => ({
    files: [`${vendorFolders[vendor].slice(2)}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: Object.values(sdks)
            .filter((other) => other !== sdk)
            .map((other) => ({ regex: `^${other}(/|$)`, message: 'Only the vendor folder imports its SDK.' })),
        },
      ],
    },
  })),
  // Processes hand their environment to config.ts.
  {
    files: [
      'start.ts',
      'doctor/index.ts',
      'tools/setup-hubspot.ts',
      'tools/reconcile.ts',
      'tools/drift.ts',
      'tools/healthcheck.ts',
      'gateway/index.ts',
      'gateway/audit/index.ts',
      'subgraphs/*/index.ts',
      'sandbox/index.ts',
      'sandbox/token.ts',
      'bench/**/*.ts',
      'tests/**/*.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['gateway/single-process.ts', 'gateway/owning-subgraphs.ts'],
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: zones.filter(({ target }) => target !== './gateway') }],
    },
  },
  // The shape of an answer is the shape of the test's own query: no type says it better.
  {
    files: ['tests/**/*.ts'],
    rules: Object.fromEntries(
      ['assignment', 'member-access', 'argument', 'call', 'return'].map((what) => [
        `@typescript-eslint/no-unsafe-${what}`,
        'off',
      ]),
    ),
  },
  // The audit trail and the journal are the graph's own, and no vendor's.
  {
    files: [
      'gateway/audit/postgres-store.ts',
      'subgraphs/shared/journal/journal.ts',
      'subgraphs/shared/journal/inspection.ts',
    ],
    rules: { 'no-restricted-imports': 'off' },
  },
  // Tests and benchmarks make databases of their own.
  {
    files: [
      'tests/support/product*.ts',
      'tests/support/administer.ts',
      'tests/audit.test.ts',
      'tests/kill/run.ts',
      'bench/**/*.ts',
    ],
    rules: { 'no-restricted-imports': 'off' },
  },
  // What people copy.
  { files: ['clients/**/*.ts'], rules: { 'no-console': 'off', 'no-restricted-properties': 'off' } },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
