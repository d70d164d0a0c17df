import { readModel } from '../read-model.ts';
import type { ProjectionDefinition, Slot } from './definition.ts';

/** Which slot is what. `epoch` changes whenever that does. */
export interface SlotState {
  live: Slot;
  /** Is being filled, and takes in all that the live one does; null when none is. */
  building: Slot | null;
  epoch: number;
}

export function otherSlot(slot: Slot): Slot {
  return slot === 'a' ? 'b' : 'a';
}

type SlotTables = Pick<ProjectionDefinition<never>, 'name' | 'registry' | 'create'>;

/**
 * Says which slot of a read model is live. What it said once is believed until a statement that rests on it fails,
 * so that nobody has to ask each time. One for each read model and process.
 */
export class Slots {
  readonly #definition: SlotTables;
  readonly #open: (db: D1Database) => Promise<D1Database>;
  readonly #believed = new WeakMap<D1Database, SlotState>();
  /** Databases in which nothing is left of a version before slots. */
  readonly moved = new WeakSet<D1Database>();

  constructor(definition: SlotTables) {
    this.#definition = definition;
    this.#open = readModel(schemaOf(definition));
  }

  /** The database, with all tables in it. */
  open(db: D1Database): Promise<D1Database> {
    return this.#open(db);
  }

  async believed(db: D1Database): Promise<SlotState> {
    return this.#believed.get(db) ?? this.look(db);
  }

  async look(db: D1Database): Promise<SlotState> {
    const state = await this.query(await this.open(db)).first<SlotState>();
    return this.believe(db, state);
  }

  believe(db: D1Database, state: SlotState | null | undefined): SlotState {
    if (!state) throw new Error(`the read model ${this.#definition.name} has no row`);
    this.#believed.set(db, state);
    return state;
  }

  /** For a batch: what is true now. */
  query(db: D1Database): D1PreparedStatement {
    return db
      .prepare('SELECT live, building, epoch FROM read_model WHERE name = ?')
      .bind(this.#definition.name);
  }

  /** For a batch: fails, since no epoch is NULL, and the whole of the batch with it, unless `epoch` is the one. */
  guard(db: D1Database, epoch: number): D1PreparedStatement {
    return db
      .prepare('UPDATE read_model SET epoch = CASE WHEN epoch = ?2 THEN epoch END WHERE name = ?1')
      .bind(this.#definition.name, epoch);
  }

  /** The same, and notes how long it took for what the batch brings to be listed. */
  guardOfNews(db: D1Database, epoch: number, lagMs: number, now: number): D1PreparedStatement {
    return db
      .prepare(
        `UPDATE read_model SET epoch = CASE WHEN epoch = ?2 THEN epoch END, lag = ?3, taken = ?4
         WHERE name = ?1`,
      )
      .bind(this.#definition.name, epoch, lagMs, now);
  }

  /** The same, and makes it another epoch. */
  move(db: D1Database, { live, building, epoch }: SlotState): D1PreparedStatement {
    return db
      .prepare(
        `UPDATE read_model SET epoch = CASE WHEN epoch = ?2 THEN epoch + 1 END, live = ?3, building = ?4
         WHERE name = ?1`,
      )
      .bind(this.#definition.name, epoch, live, building);
  }
}

function schemaOf({ name, registry, create }: SlotTables): string[] {
  return [
    `CREATE TABLE IF NOT EXISTS read_model (
       name TEXT PRIMARY KEY,
       live TEXT NOT NULL,
       building TEXT,
       epoch INTEGER NOT NULL,
       lag INTEGER,
       taken INTEGER
     )`,
    `INSERT OR IGNORE INTO read_model (name, live, epoch) VALUES ('${name}', 'a', 0)`,
    `CREATE TABLE IF NOT EXISTS ${registry} (id TEXT PRIMARY KEY) WITHOUT ROWID`,
    ...create('a'),
    ...create('b'),
  ];
}
