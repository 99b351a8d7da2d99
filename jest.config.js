/** Tests run as ES modules on the TypeScript sources; types are checked by `npm run check`. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/tests/support/product-database.ts',
  globalTeardown: '<rootDir>/tests/support/product-database-end.ts',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', explicitResourceManagement: true }, target: 'es2022' },
        module: { type: 'es6' },
      },
    ],
  },
  testTimeout: 20_000,
  // One for each core: the tests wait for one another's processes more than they compute.
  maxWorkers: '100%',
};
