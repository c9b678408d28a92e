import './test/support/typescript-hooks.js';

const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
        target: 'es2024',
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    },
  ],
};

const project = (name, settings = {}) => ({
  displayName: name,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  extensionsToTreatAsEsm: ['.ts'],
  // Sources import each other by the name they have once built.
  moduleNameMapper: { '^(\\.{1,2}/.+)\\.js$': ['$1.ts', '$1.js'] },
  transform,
  ...settings,
});

// Jest runs a set-up that several projects name only once, and not at all for projects without a chosen test.
const onDatabase = {
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

export default {
  // One more than the cores that it is tried on: half of the time a test waits for processes, timers or the database.
  maxWorkers: 3,
  // Bounds what hangs, and asserts no time: a busy machine is several times slower than a quiet one.
  testTimeout: 120_000,
  projects: [project('unit'), project('integration', onDatabase), project('e2e', onDatabase)],
};
