import type { DatabaseSync } from 'node:sqlite';
import type { NodeStorage } from '../../shared/actor/node-platform.ts';

/** What the platform bills, as far as it can be counted. */
export interface Usage {
  /** Calls of actors, and alarms that ring. */
  objectRequests: number;
  messages: number;
  /** A message is written, read at each try, and deleted. */
  queueOperations: number;
  /** Of all actors and read models, without entries of indexes. Setting an alarm writes a row, too. */
  rowsWritten: number;
  /** Rows that actors got by queries; without what a statement looked at and did not return, and without D1. */
  rowsRead: number;
  /** Alarms that rang; they are object requests, too. */
  alarms: number;
}

/** A call of an actor, and what it wrote until it was answered. */
export interface ActorCall {
  /** As hosts are named: the kind, and which one. */
  actor: string;
  method: string;
  /** Nothing was ever written there. */
  isNew: boolean;
  rows: number;
  /** Whether the actor's alarm was set to another time. */
  setsAlarm: boolean;
}

/** Counts what a simulated shop asks of the platform. */
export class Meter {
  objectRequests = 0;
  messages = 0;
  queueOperations = 0;
  alarmsSet = 0;
  rowsRead = 0;
  alarms = 0;
  readonly #disks: DatabaseSync[] = [];
  /** Null: nobody wants to know. */
  #calls: ActorCall[] | null = null;

  watch(disk: DatabaseSync): void {
    this.#disks.push(disk);
  }

  /** Notes each call from now on. @returns where, in the order in which they begin */
  noteCalls(): ActorCall[] {
    this.#calls = [];
    return this.#calls;
  }

  /** A call begins. @returns what to call when it is answered */
  call(actor: string, method: string, storage: NodeStorage): () => void {
    if (!this.#calls) return () => {};
    const [before, alarmAt] = [changesOf(storage.database), storage.alarmAt];
    const noted: ActorCall = { actor, method, isNew: before === 0, rows: 0, setsAlarm: false };
    this.#calls.push(noted);
    return () => {
      noted.rows = changesOf(storage.database) - before;
      noted.setsAlarm = storage.alarmAt !== alarmAt;
    };
  }

  read(): Usage {
    const { objectRequests, messages, queueOperations, alarmsSet, rowsRead, alarms } = this;
    const rows = this.#disks.reduce((sum, disk) => sum + changesOf(disk), 0);
    const rowsWritten = rows + alarmsSet;
    return { objectRequests, messages, queueOperations, rowsWritten, rowsRead, alarms };
  }
}

/** What was used from one reading to the next. */
export function used(after: Usage, before: Usage): Usage {
  const names = Object.keys(after) as (keyof Usage)[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as Record<
    keyof Usage,
    number
  >;
}

/** Rows that were inserted, changed or deleted since it was opened. */
export function changesOf(disk: DatabaseSync): number {
  return (disk.prepare('SELECT total_changes() AS n').get() as { n: number }).n;
}
