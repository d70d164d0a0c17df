import { DurableObject } from 'cloudflare:workers';
import type { Step } from './plan.ts';

/** About what an event has. */
const row = 'x'.repeat(200);
/** Never comes within a run. */
const alarmInMs = 24 * 60 * 60_000;

/** An actor with nothing in it. One that is new makes the one table that it cannot do without. */
export class FloorActor extends DurableObject {
  #hasTable = false;

  run({ rows, alarm }: Step): void {
    const { sql } = this.ctx.storage;
    if (rows > 0 && !this.#hasTable) {
      sql.exec('CREATE TABLE IF NOT EXISTS floor (id INTEGER PRIMARY KEY, data TEXT NOT NULL)');
      this.#hasTable = true;
    }
    for (let nth = 0; nth < rows; nth++) sql.exec('INSERT INTO floor (data) VALUES (?)', row);
    if (alarm) this.ctx.waitUntil(this.ctx.storage.setAlarm(Date.now() + alarmInMs));
  }

  override alarm(): void {}
}
