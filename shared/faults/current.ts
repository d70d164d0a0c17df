import type { Faults } from '../contracts/faults.ts';
import { noFaults } from '../contracts/no-faults.ts';

/*
 * The faults of this worker. On a laptop a worker is one isolate, so that what is kept here is known to its entrypoints,
 * consumers and actors alike; when it starts anew, nothing is wrong any more.
 */

let current = noFaults;

export function faults(): Faults {
  return current;
}

export function setFaults(wanted: Faults): void {
  current = wanted;
}
