import type { Platform } from '../actor/platform.ts';
import { migrate } from '../actor/schema.ts';

const migrations: readonly string[] = ['CREATE TABLE note (name TEXT PRIMARY KEY, data TEXT NOT NULL)'];

/** What a keeper must not forget when its process ends: a page for each of its works. */
export class Notebook {
  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
    migrate(platform, migrations);
  }

  read<Note>(name: string): Note | undefined {
    const row = this.#platform.sql
      .exec<{ data: string }>('SELECT data FROM note WHERE name = ?', name)
      .toArray()[0];
    return row && (JSON.parse(row.data) as Note);
  }

  write<Note>(name: string, note: Note): void {
    this.#platform.sql.exec(
      'INSERT OR REPLACE INTO note (name, data) VALUES (?, ?)',
      name,
      JSON.stringify(note),
    );
  }
}
