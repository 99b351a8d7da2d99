/** Tests run as ES modules on the TypeScript sources; types are checked by `npm run check`. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/tests/support/before-all.ts',
  globalTeardown: '<rootDir>/tests/support/after-all.ts',
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
  // No test is about speed: on a machine with other things to do one takes longer, and is no less right.
  testTimeout: 60_000,
  // One for each core: the tests wait for one another's processes more than they compute.
  maxWorkers: '100%',
};
