import type { ProductUpdated } from '../../shared/contracts/events.ts';
import {
  type ProductSnapshot,
  type ProductStatus,
  type ProductView,
  productSnapshotSchema,
} from '../../shared/contracts/product.ts';
import { readModel } from '../../shared/read-model.ts';
import { rfc3339 } from '../../shared/time.ts';

const open = readModel([
  `CREATE TABLE IF NOT EXISTS catalog (
  id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  status TEXT NOT NULL,
  search TEXT NOT NULL,
  snapshot TEXT NOT NULL
)`,
]);

export interface CatalogQuery {
  /** Words that all must be found in name, description or attributes. */
  words: string[];
  status: ProductStatus;
  /** The last id of the page before. */
  after: string;
  limit: number;
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
    const upsert = db.prepare(
      `INSERT INTO catalog (id, seq, status, search, snapshot) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (id) DO UPDATE SET seq = ?2, status = ?3, search = ?4, snapshot = ?5 WHERE seq < ?2`,
    );
    await db.batch(
      events.map(({ data }) =>
        upsert.bind(data.productId, data.seq, data.status, searchText(data), JSON.stringify(data)),
      ),
    );
  }

  async seqOf(productId: string): Promise<number> {
    const db = await open(this.#db);
    const query = db.prepare('SELECT seq FROM catalog WHERE id = ?').bind(productId);
    return (await query.first<{ seq: number }>())?.seq ?? 0;
  }

  async list({
    words,
    status,
    after,
    limit,
  }: CatalogQuery): Promise<{ items: ProductView[]; last: string | null }> {
    const db = await open(this.#db);
    const matches = words.map((_, index) => `AND instr(search, ?${index + 4}) > 0`).join(' ');
    const { results } = await db
      .prepare(`SELECT snapshot FROM catalog WHERE id > ?1 AND status = ?2 ${matches} ORDER BY id LIMIT ?3`)
      .bind(after, status, limit + 1, ...words.map(folded))
      .all<{ snapshot: string }>();
    const page = results.slice(0, limit).map((row) => productSnapshotSchema.parse(JSON.parse(row.snapshot)));
    const more = results.length > limit;
    return { items: page.map(viewOf), last: more ? (page.at(-1)?.productId ?? null) : null };
  }
}

function viewOf({ productId, seq: _, updatedAt, ...shown }: ProductSnapshot): ProductView {
  return { id: productId, ...shown, updatedAt: rfc3339(updatedAt) };
}

function searchText({ productId, name, description, attributes }: ProductSnapshot): string {
  return folded([productId, name, description, ...Object.values(attributes)].join(' '));
}

/** Without case and accents, so that "cafe" finds "Café". */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
