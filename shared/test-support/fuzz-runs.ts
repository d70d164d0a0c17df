import * as fc from 'fast-check';
import { vi } from 'vitest';

/** `FUZZ_RUNS=100` tries each property with a hundred times as many examples, and gives it as much more time. */
const times = Number(process.env.FUZZ_RUNS ?? 1);

fc.configureGlobal({ numRuns: 200 * times });
vi.setConfig({ testTimeout: 5_000 * times });
