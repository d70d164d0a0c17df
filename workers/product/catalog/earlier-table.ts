import { productSnapshotSchema } from '../../../shared/contracts/product.ts';
import type { Slot } from './schema.ts';
import { upsertOf } from './upsert.ts';

/** Products in one batch, of four statements each. */
const batchSize = 100;

/**
 * Moves what the table `catalog` of before holds, which had no index of words and attributes, and drops it. A
 * product leaves the old table in the batch that brings it into the new ones, so that this may stop anywhere and go
 * on, and two may do it at once.
 */
export async function moveEarlierTable(db: D1Database, slot: Slot): Promise<void> {
  const exists = db.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'catalog'`);
  if (!(await exists.first())) return;
  const next = db.prepare('SELECT id, snapshot FROM catalog ORDER BY id LIMIT ?').bind(batchSize);
  for (;;) {
    const { results } = await next.all<{ id: string; snapshot: string }>();
    const last = results.at(-1);
    if (!last) break;
    const products = results.map((row) => productSnapshotSchema.parse(JSON.parse(row.snapshot)));
    await db.batch([
      ...products.flatMap((product) => upsertOf(db, slot, product)),
      db.prepare('DELETE FROM catalog WHERE id <= ?').bind(last.id),
    ]);
  }
  await db.prepare('DROP TABLE IF EXISTS catalog').run();
}
