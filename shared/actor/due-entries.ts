import type { EntryTable } from './entry-table.ts';

/** Entries that fall due together are taken in portions, so that one alarm never holds the actor for long. */
const dueAtOnce = 250;

/** Works off what is due. What stays due although it was tried holds up nobody behind it. */
export class DueEntries {
  /** So many entries at the front are stuck; the next portion is taken from behind them. */
  #stuck = 0;

  /** Gives a portion of the entries that are due to `work`; returns whether there may be more. */
  take(entries: EntryTable<never, never, unknown>, now: number, work: (id: string) => void): boolean {
    const skipped = this.#stuck;
    this.#stuck = 0;
    const ids = entries.dueIds(now, dueAtOnce, skipped);
    for (const id of ids) {
      try {
        work(id);
      } catch (error) {
        console.error(`alarm, entry ${id} is tried again in a moment:`, error);
      }
    }
    if (ids.length < dueAtOnce) return false;
    const stillDue = new Set(entries.dueIds(now, dueAtOnce, skipped));
    this.#stuck = skipped + ids.filter((id) => stillDue.has(id)).length;
    return true;
  }
}
