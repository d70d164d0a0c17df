import type { Listing, ProjectionDefinition, Slot } from './definition.ts';
import { moveEarlierTable } from './earlier-table.ts';
import { otherSlot, type SlotState, Slots } from './slots.ts';

/** Between two looks at which slot is live it changes at most once or twice: more often is a bug. */
const maxTries = 5;

/** How long the newest news took to be listed, the slowest of its batch, and when that was (ms since 1970). */
export interface Freshness {
  lagMs: number | null;
  takenAt: number | null;
}

/** A rebuild that is under way: the slot that is filled, and in which epoch. */
export interface Building {
  slot: Slot;
  epoch: number;
}

/**
 * A read model in D1 that can be built anew while it is read and fed. Whoever writes says which slots it believes
 * to be live and building; a batch that rests on a belief of yesterday fails as a whole and is done again.
 */
export class Projection<Data> {
  readonly #definition: ProjectionDefinition<Data>;
  readonly #slots: Slots;
  readonly #db: D1Database;
  readonly #now: () => number;

  constructor(definition: ProjectionDefinition<Data>, slots: Slots, db: D1Database, now: () => number) {
    this.#definition = definition;
    this.#slots = slots;
    this.#db = db;
    this.#now = now;
  }

  /** Takes news in any order and any number of times: the greatest `seq` of an actor wins. */
  async take(listings: Listing<Data>[]): Promise<void> {
    if (listings.length > 0) await this.#write(await this.#open(), listings);
  }

  async #write(db: D1Database, listings: Listing<Data>[]): Promise<void> {
    const lagMs = Math.max(...listings.map(({ at }) => this.#now() - at));
    await this.#onBelief(async (state) => {
      const slots = state.building ? [state.live, state.building] : [state.live];
      await db.batch([
        this.#slots.guardOfNews(db, state.epoch, lagMs, this.#now()),
        this.#register(db, listings),
        ...slots.flatMap((slot) => this.#writes(db, slot, listings)),
      ]);
    });
  }

  /** Runs a query on the live slot, in one transaction with the look at which one that is. */
  async read<Row>(query: (db: D1Database, slot: Slot) => D1PreparedStatement): Promise<Row[]> {
    const db = await this.#open();
    let { live } = await this.#slots.believed(db);
    for (let tries = 0; tries < maxTries; tries++) {
      const [looked, found] = await db.batch([this.#slots.query(db), query(db, live)]);
      const state = this.#slots.believe(db, looked?.results[0] as SlotState | undefined);
      if (state.live === live) return (found?.results ?? []) as Row[];
      live = state.live;
    }
    throw new Error(`which slot of ${this.#definition.name} is live changes all the time`);
  }

  /** By the id of the actor: which of its events is listed. Actors of which nothing is listed are not there. */
  async seqsOf(ids: string[]): Promise<Map<string, number>> {
    const rows = await this.read<{ id: string; seq: number }>((db, slot) =>
      db
        .prepare(
          `SELECT id, seq FROM ${this.#definition.table}_${slot} WHERE id IN (SELECT value FROM json_each(?))`,
        )
        .bind(JSON.stringify(ids)),
    );
    return new Map(rows.map(({ id, seq }) => [id, seq]));
  }

  /** 0 where nothing of it is listed. */
  async seqOf(id: string): Promise<number> {
    return (await this.seqsOf([id])).get(id) ?? 0;
  }

  async freshness(): Promise<Freshness> {
    const db = await this.#open();
    const query = db.prepare('SELECT lag AS lagMs, taken AS takenAt FROM read_model WHERE name = ?');
    return (await query.bind(this.#definition.name).first<Freshness>()) ?? { lagMs: null, takenAt: null };
  }

  /** The ids of actors in their order, behind `after`. */
  async knownIds(after: string, limit: number): Promise<string[]> {
    const db = await this.#open();
    const { results } = await db
      .prepare(`SELECT id FROM ${this.#definition.registry} WHERE id > ? ORDER BY id LIMIT ?`)
      .bind(after, limit)
      .all<{ id: string }>();
    return results.map(({ id }) => id);
  }

  async countKnown(): Promise<number> {
    const db = await this.#open();
    const query = db.prepare(`SELECT COUNT(*) AS known FROM ${this.#definition.registry}`);
    return (await query.first<{ known: number }>())?.known ?? 0;
  }

  /** From here on all news goes into an empty slot, too. */
  async beginRebuild(): Promise<Building> {
    const state = await this.#slots.look(await this.#open());
    const slot = otherSlot(state.live);
    await this.#move({ ...state, building: slot }, slot);
    return { slot, epoch: state.epoch + 1 };
  }

  /** What actors say of themselves, for the slot that is being filled. Fails where another rebuild has begun. */
  async fill(listings: Listing<Data>[], { slot, epoch }: Building): Promise<void> {
    const db = await this.#open();
    await db.batch([this.#slots.guard(db, epoch), ...this.#writes(db, slot, listings)]);
  }

  /** What was filled is live from here on. Nothing happens where that was done before and nobody has heard of it. */
  async endRebuild({ slot, epoch }: Building): Promise<void> {
    const state = await this.#slots.look(this.#db);
    if (state.live === slot && state.epoch === epoch + 1) return;
    await this.#move({ live: slot, building: null, epoch }, otherSlot(slot));
  }

  /** What was filled is thrown away, and the live slot stays what it is. */
  async abandonRebuild(): Promise<void> {
    const state = await this.#slots.look(this.#db);
    if (state.building === null) return;
    await this.#move({ ...state, building: null }, state.building);
  }

  /** The database, with all tables in it, and nothing left where it was kept before there were slots. */
  async #open(): Promise<D1Database> {
    const db = await this.#slots.open(this.#db);
    if (this.#slots.moved.has(db)) return db;
    await moveEarlierTable(db, this.#definition, (rows) =>
      this.#write(
        db,
        rows.map((row) => ({ ...row, at: this.#now() })),
      ),
    );
    this.#slots.moved.add(db);
    return db;
  }

  /** Changes which slot is what, and empties one. */
  async #move(to: SlotState, emptied: Slot): Promise<void> {
    const { drop, create } = this.#definition;
    const statements = [...drop(emptied), ...create(emptied)].map((one) => this.#db.prepare(one));
    await this.#db.batch([this.#slots.move(this.#db, to), ...statements]);
    this.#slots.believe(this.#db, { ...to, epoch: to.epoch + 1 });
  }

  /** Does it again with what is true now when it fails on a belief of yesterday. */
  async #onBelief(work: (state: SlotState) => Promise<void>): Promise<void> {
    let state = await this.#slots.believed(this.#db);
    for (let tries = 1; ; tries++) {
      try {
        return await work(state);
      } catch (error) {
        const now = await this.#slots.look(this.#db);
        if (now.epoch === state.epoch || tries === maxTries) throw error;
        state = now;
      }
    }
  }

  #writes(db: D1Database, slot: Slot, listings: Listing<Data>[]): D1PreparedStatement[] {
    return listings.flatMap((listing) => this.#definition.write(db, slot, listing));
  }

  #register(db: D1Database, listings: Listing<Data>[]): D1PreparedStatement {
    const ids = JSON.stringify(listings.map(({ id }) => id));
    return db
      .prepare(`INSERT OR IGNORE INTO ${this.#definition.registry} (id) SELECT value FROM json_each(?)`)
      .bind(ids);
  }
}

/** To be made once for each read model and process: it remembers which slot is live. */
export function projection<Data>(definition: ProjectionDefinition<Data>) {
  const slots = new Slots(definition);
  return (db: D1Database, now: () => number): Projection<Data> => new Projection(definition, slots, db, now);
}
