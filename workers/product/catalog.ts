import type { ProductUpdated } from '../../shared/contracts/events.ts';
import type { ProductView } from '../../shared/contracts/product.ts';
import { readModel } from '../../shared/read-model.ts';
import { moveEarlierTable } from './catalog/earlier-table.ts';
import { schemaOf } from './catalog/schema.ts';
import { type CatalogQuery, listOf } from './catalog/search.ts';
import { upsertOf } from './catalog/upsert.ts';

const slot = 'a';
const openTables = readModel(schemaOf(slot));

/** Databases that were opened in this process and hold nothing any more in the table of before. */
const moved = new WeakSet<D1Database>();

async function open(database: D1Database): Promise<D1Database> {
  const db = await openTables(database);
  if (moved.has(db)) return db;
  await moveEarlierTable(db, slot);
  moved.add(db);
  return db;
}

/**
 * The read model behind the product list, fed by ProductUpdated. It can be thrown away at any time: the
 * products know everything in it. Availability is as fresh as the last change that a buyer could notice.
 */
export class Catalog {
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  /** Takes events in any order and any number of times: the greatest `seq` of a product wins. */
  async take(events: ProductUpdated[]): Promise<void> {
    if (events.length === 0) return;
    const db = await open(this.#db);
    await db.batch(events.flatMap(({ data }) => upsertOf(db, slot, data)));
  }

  async seqOf(productId: string): Promise<number> {
    const db = await open(this.#db);
    const query = db.prepare(`SELECT seq FROM catalog_${slot} WHERE id = ?`).bind(productId);
    return (await query.first<{ seq: number }>())?.seq ?? 0;
  }

  /** A page of what is asked for; `last` is where it ended, null at the end of the list. */
  async list(query: CatalogQuery): Promise<{ items: ProductView[]; last: string | null }> {
    return listOf(await open(this.#db), slot, query);
  }
}
