import type { Listing, ProjectionDefinition } from './definition.ts';

const batchSize = 100;

/**
 * Moves what the one table of a version before slots holds, and drops it. A row leaves it after it was taken in,
 * so that this may stop anywhere and go on, and two may do it at once.
 */
export async function moveEarlierTable<Data>(
  db: D1Database,
  { table, fromEarlier }: ProjectionDefinition<Data>,
  take: (listings: Omit<Listing<Data>, 'at'>[]) => Promise<void>,
): Promise<void> {
  const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").bind(table);
  if (!(await exists.first())) return;
  const next = db.prepare(`SELECT * FROM ${table} ORDER BY id LIMIT ?`).bind(batchSize);
  const remove = db.prepare(`DELETE FROM ${table} WHERE id <= ?`);
  for (;;) {
    const { results } = await next.all<Record<string, unknown>>();
    const listings = results.map(fromEarlier);
    const last = listings.at(-1);
    if (!last) break;
    await take(listings);
    await remove.bind(last.id).run();
  }
  await db.prepare(`DROP TABLE IF EXISTS ${table}`).run();
}
