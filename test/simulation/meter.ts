import type { DatabaseSync } from 'node:sqlite';

/** What the platform bills, as far as it can be counted. */
export interface Usage {
  /** Calls of actors, and alarms that ring. */
  objectRequests: number;
  messages: number;
  /** A message is written, read at each try, and deleted. */
  queueOperations: number;
  /** Of all actors and read models, without entries of indexes. Setting an alarm writes a row, too. */
  rowsWritten: number;
}

/** Counts what a simulated shop asks of the platform. */
export class Meter {
  objectRequests = 0;
  messages = 0;
  queueOperations = 0;
  alarmsSet = 0;
  readonly #disks: DatabaseSync[] = [];

  watch(disk: DatabaseSync): void {
    this.#disks.push(disk);
  }

  read(): Usage {
    const { objectRequests, messages, queueOperations, alarmsSet } = this;
    const rows = this.#disks.reduce((sum, disk) => sum + changesOf(disk), 0);
    return { objectRequests, messages, queueOperations, rowsWritten: rows + alarmsSet };
  }
}

/** Rows that were inserted, changed or deleted since it was opened. */
export function changesOf(disk: DatabaseSync): number {
  return (disk.prepare('SELECT total_changes() AS n').get() as { n: number }).n;
}
