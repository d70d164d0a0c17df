import { simulatedD1 } from '../../../test/simulation/d1.ts';
import type { Listing, ProjectionDefinition } from '../definition.ts';
import { projection } from '../projection.ts';

/** The smallest read model: what each actor last said. */
export const greetings: ProjectionDefinition<string> = {
  name: 'greetings',
  registry: 'known_guest',
  table: 'greeting',
  fromEarlier: ({ id, seq, words }) => ({ id: String(id), seq: Number(seq), data: String(words) }),
  create: (slot) => [
    `CREATE TABLE IF NOT EXISTS greeting_${slot} (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, words TEXT NOT NULL)`,
  ],
  drop: (slot) => [`DROP TABLE IF EXISTS greeting_${slot}`],
  write: (db, slot, { id, seq, data }) => [
    db
      .prepare(
        `INSERT INTO greeting_${slot} (id, seq, words) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET seq = ?2, words = ?3 WHERE seq < ?2`,
      )
      .bind(id, seq, data),
  ],
};

/** A database, and as many processes that know it as a test opens. */
export class GreetingHouse {
  readonly db = simulatedD1();
  now = Date.UTC(2026, 10, 22, 10);

  /** A process of its own, with beliefs of its own. */
  open() {
    return projection(greetings)(this.db, () => this.now);
  }

  async listed(): Promise<Record<string, string>> {
    const rows = await this.open().read<{ id: string; words: string }>((db, slot) =>
      db.prepare(`SELECT id, words FROM greeting_${slot} ORDER BY id`),
    );
    return Object.fromEntries(rows.map(({ id, words }) => [id, words]));
  }
}

export function said(id: string, seq: number, at = 0): Listing<string> {
  return { id, seq, at, data: `${id} says ${seq}` };
}
