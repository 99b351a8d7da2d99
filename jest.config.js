/**
 * Tests run in plain Node on the TypeScript sources, in one child process for each core: files of one process share loaded
 * modules, which jest's own runner would load anew for each file. `npm run check` checks types.
 */
export default {
  runner: 'jest-light-runner/child-process',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  // Node strips the types; tests/support/register.js compiles what Node 22 does not know.
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['/dist/'],
  globalSetup: '<rootDir>/tests/support/before-all.ts',
  globalTeardown: '<rootDir>/tests/support/after-all.ts',
  reporters: ['<rootDir>/tests/support/progress-reporter.js', ['default', {}]],
  maxWorkers: 2,
};
