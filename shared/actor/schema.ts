import type { Platform, Sql } from './platform.ts';

/** Tables that no step has changed since the first. */
const asFirstMade = `
   CREATE TABLE entry (id TEXT PRIMARY KEY, due INTEGER, data TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX entry_due ON entry (due) WHERE due IS NOT NULL;
   CREATE TABLE snapshot (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, version INTEGER NOT NULL, data TEXT NOT NULL);
   CREATE TABLE repeat (
     day INTEGER NOT NULL,
     key TEXT NOT NULL,
     fingerprint TEXT NOT NULL,
     at INTEGER NOT NULL,
     answer TEXT,
     PRIMARY KEY (day, key)
   ) WITHOUT ROWID;`;
const personal = 'CREATE TABLE personal (seq INTEGER PRIMARY KEY, data TEXT NOT NULL)';

/**
 * The tables of every actor, as an append-only list: a step that has run anywhere is never edited, a change
 * is a new step. All missing steps run in one transaction with the version they lead to.
 */
export const actorMigrations: readonly string[] = [
  `CREATE TABLE event (
     seq INTEGER PRIMARY KEY,
     type TEXT NOT NULL,
     version INTEGER NOT NULL,
     at INTEGER NOT NULL,
     caller TEXT NOT NULL,
     request TEXT NOT NULL,
     trace TEXT NOT NULL,
     data TEXT NOT NULL
   );
   ${asFirstMade}
   CREATE TABLE relay (one INTEGER PRIMARY KEY CHECK (one = 1), published INTEGER NOT NULL, confirmed INTEGER NOT NULL, at INTEGER NOT NULL);`,
  // What waits to be published, where that lies before the snapshot and so is not found on waking.
  `ALTER TABLE relay ADD COLUMN lastPublic INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE relay ADD COLUMN lastPublicAt INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE relay ADD COLUMN lastUrgent INTEGER NOT NULL DEFAULT 0;`,
  personal,
  // NULL in rows that were written before.
  'ALTER TABLE event ADD COLUMN digest TEXT',
];

/** What all the steps lead to, for an actor that is new: to alter its tables one by one takes as long again. */
export const newActorTables = `
   CREATE TABLE event (
     seq INTEGER PRIMARY KEY,
     type TEXT NOT NULL,
     version INTEGER NOT NULL,
     at INTEGER NOT NULL,
     caller TEXT NOT NULL,
     request TEXT NOT NULL,
     trace TEXT NOT NULL,
     data TEXT NOT NULL,
     digest TEXT
   );
   ${asFirstMade}
   CREATE TABLE relay (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     published INTEGER NOT NULL,
     confirmed INTEGER NOT NULL,
     at INTEGER NOT NULL,
     lastPublic INTEGER NOT NULL DEFAULT 0,
     lastPublicAt INTEGER NOT NULL DEFAULT 0,
     lastUrgent INTEGER NOT NULL DEFAULT 0
   );
   ${personal};`;

/** Whether anything was ever written here. Reading an actor that nobody made must not make it. */
export function hasTables(platform: Platform): boolean {
  return hasTable(platform.sql, 'migration');
}

/** For tables that only some actors have. */
export function hasTable(sql: Sql, name: string): boolean {
  const query = "SELECT 1 AS found FROM sqlite_master WHERE type = 'table' AND name = ?";
  return sql.exec(query, name).toArray().length > 0;
}

/** Brings an actor's tables to the newest version. Costs one read when they are there already. */
export function migrateActor(platform: Platform): void {
  migrate(platform, actorMigrations, newActorTables);
}

/** @param whole what all the steps lead to, in one */
export function migrate(platform: Platform, migrations: readonly string[], whole?: string): void {
  const { sql } = platform;
  sql.exec('CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY)');
  const applied = sql.exec<{ version: number }>('SELECT MAX(version) AS version FROM migration').toArray()[0];
  const from = applied?.version ?? 0;
  if (from >= migrations.length) return;
  platform.transactionSync(() => {
    const steps = from === 0 && whole !== undefined ? [whole] : migrations.slice(from);
    for (const step of steps) sql.exec(step);
    sql.exec('INSERT INTO migration (version) VALUES (?)', migrations.length);
  });
}
