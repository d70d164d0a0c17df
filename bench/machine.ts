import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What figures depend on that is not ours. */
export interface Machine {
  processor: string;
  cores: number;
  memoryGiB: number;
  node: string;
}

export function machine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  };
}

/** How many processes wanted a core in the last minute, on average. Above the number of cores they wait for each other. */
export function load(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}
