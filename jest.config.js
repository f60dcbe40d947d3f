import os from 'node:os';
import { withoutServices } from './.ci/withoutServices.js';

const shared = {
  testEnvironment: '<rootDir>/.ci/environment.js',
  testPathIgnorePatterns: ['/node_modules/', '/\\.prism/'],
  modulePathIgnorePatterns: ['<rootDir>/\\.prism/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/.ci/stripTypes.js' },
};
// eslint-disable-next-line no-restricted-properties -- nobody hands a configuration anything.
const onServices = Boolean(process.env.DATABASE_URL);
const testkit = '<rootDir>/packages/testkit/src';

/** @type {import('jest').Config} */
export default {
  projects: [
    {
      ...shared,
      displayName: 'parts',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: [
        ...shared.testPathIgnorePatterns,
        '<rootDir>/tests/e2e/',
        ...(onServices ? withoutServices.map((path) => `<rootDir>/${path}`) : []),
      ],
      globalSetup: `${testkit}/globalSetup.ts`,
      globalTeardown: `${testkit}/globalTeardown.ts`,
    },
    {
      ...shared,
      displayName: 'whole',
      testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'],
      globalSetup: `${testkit}/globalSetupStack.ts`,
      globalTeardown: `${testkit}/globalTeardownStack.ts`,
    },
  ],
  testTimeout: 60_000,
  // Suites wait on a database more than they compute: two at a time even on two cores, half of the cores on more.
  maxWorkers: Math.max(2, Math.floor(os.availableParallelism() / 2)),
};
