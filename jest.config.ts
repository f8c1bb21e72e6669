/**
 * Read without its types, which `npm run check:types` checks: each start of jest is seconds shorter.
 *
 * @jest-config-loader-options {"transpileOnly": true, "compilerOptions": {"module": "CommonJS", "target": "ES2022"}}
 */
import { availableParallelism } from 'node:os';
import type { Config } from 'jest';

/** Every test of every workspace, against the sources: no build is needed to run one test. */
const config: Config = {
  // On two cores too: most of what tests wait for are servers and browsers. Three only slow each other down.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Modules of a finished suite stay in its worker: past this it makes room for a fresh one.
  workerIdleMemoryLimit: '700MB',
  // Far more than any test needs alone: real servers and other suites share the machine.
  testTimeout: 30_000,
  testEnvironment: '<rootDir>/packages/setup/suite-environment.mjs',
  testSequencer: '<rootDir>/packages/setup/long-suites-first.mjs',
  reporters: [
    'default',
    '<rootDir>/packages/setup/server-matrix.mjs',
    '<rootDir>/packages/setup/tested-actions.mjs',
  ],
  testMatch: ['<rootDir>/**/*.test.ts'],
  testPathIgnorePatterns: ['/dist/', '/node_modules/'],
  modulePathIgnorePatterns: ['/dist/'],
  setupFiles: ['reflect-metadata'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^@xec/(stanza|xec)$': '<rootDir>/$1/index.ts',
    '^@xec/testing/([a-z-]+)$': '<rootDir>/packages/testing/$1/index.ts',
    '^@xec/([a-z-]+)$': '<rootDir>/packages/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/tsconfig.test.json' }],
  },
};

export default config;
