import { defineConfig } from 'vitest/config';

/** How many times as many examples as usual each property is tried with. */
const fuzzRuns = Number(process.env.FUZZ_RUNS ?? 1);

/** Plain Node: domains, and the actor on node:sqlite. */
const unit = {
  test: {
    name: 'unit',
    // A process for each of some eighty files takes longer than their tests.
    isolate: false,
    include: [
      'shared/**/*.test.ts',
      'workers/**/*.test.ts',
      'scripts/**/*.test.ts',
      'bench/**/*.test.ts',
      '{ui,storefront,console}/**/*.test.ts',
      'client/src/**/*.test.ts',
      'test/simulation/historical-bugs.test.ts',
    ],
    exclude: ['**/*.workerd.test.ts', 'node_modules/**'],
    environment: 'node',
    setupFiles: ['shared/test-support/fuzz-runs.ts'],
    // A machine that is busy with something else is no failure.
    testTimeout: 30_000 * fuzzRuns,
  },
};

/** Simulated time takes over timers and logs, so it shares its process with nobody. */
const simulation = {
  test: {
    name: 'simulation',
    include: ['test/{simulation,races}/**/*.test.ts'],
    exclude: ['test/simulation/historical-bugs.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
  },
};

/** They wait for real queues and time-outs, each with a shop of its own: beside the others, not after them. */
const waitingFiles = [
  'access-matrix',
  'api-fuzz',
  'dead-letters',
  'faults',
  'limits',
  'outages',
  'stripe',
].map((name) => `test/system/${name}.test.ts`);
const waiting = {
  test: {
    name: 'waiting',
    include: waitingFiles,
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
};

/** The four workers from their real configs, called over HTTP: one shop for all files. */
const system = {
  test: {
    name: 'system',
    include: ['test/system/**/*.test.ts'],
    exclude: waitingFiles,
    environment: 'node',
    globalSetup: ['test/system/global-shop.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { groupOrder: 1 },
  },
};

/** The pages in Debian's Chromium, each file with a shop of its own. Without Chromium they say that they did not run. */
const browser = {
  test: {
    name: 'browser',
    include: ['test/browser/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
};

const resultsFile = process.env.VITEST_JSON_FILE;

export default defineConfig({
  test: {
    maxWorkers: 3,
    projects: [unit, simulation, 'shared/actor/vitest.workerd.config.ts', waiting, browser, system],
    reporters: resultsFile ? ['default', ['json', { outputFile: resultsFile }]] : ['default'],
    // Queue deliveries that wrangler reports one by one.
    onConsoleLog: (log) => !log.includes('[wrangler:info]'),
    silent: 'passed-only',
  },
});
