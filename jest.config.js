import os from 'node:os';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/\\.prism/'],
  modulePathIgnorePatterns: ['<rootDir>/\\.prism/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/.ci/stripTypes.js' },
  globalSetup: '<rootDir>/packages/testkit/src/globalSetup.ts',
  globalTeardown: '<rootDir>/packages/testkit/src/globalTeardown.ts',
  testTimeout: 30_000,
  // Suites wait on a database more than they compute: two at a time even on two cores, half of the cores on more.
  maxWorkers: Math.max(2, Math.floor(os.availableParallelism() / 2)),
};
