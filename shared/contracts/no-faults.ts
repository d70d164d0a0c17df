import type { Faults } from './faults.ts';

/** All is well. In a file of its own: the console, which says so too, has no room for schemas. */
export const noFaults: Faults = {
  services: { product: { stopped: false }, cart: { stopped: false }, order: { stopped: false } },
  payments: { delayMs: 0, broken: false },
  queues: { lose: 0, repeat: 0 },
};
