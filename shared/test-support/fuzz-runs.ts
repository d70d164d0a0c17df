import * as fc from 'fast-check';

/** `FUZZ_RUNS=100` tries each property with a hundred times as many examples. */
fc.configureGlobal({ numRuns: 100 * Number(process.env.FUZZ_RUNS ?? 1) });
