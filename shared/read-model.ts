/**
 * Opens a read model's database, creating its tables on the first use in this process. A read model is its
 * owner's to create and to throw away, so it needs no set-up before the first start.
 */
export function readModel(schema: readonly string[]): (db: D1Database) => Promise<D1Database> {
  const opened = new WeakSet<D1Database>();
  return async (db) => {
    if (opened.has(db)) return db;
    await db.batch(schema.map((statement) => db.prepare(statement)));
    opened.add(db);
    return db;
  };
}
