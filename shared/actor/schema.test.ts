import { describe, expect, it } from 'vitest';
import { NodePlatform, NodeStorage } from './node-platform.ts';
import { actorMigrations, hasTables, migrate, migrateActor } from './schema.ts';

function platformOn(storage: NodeStorage): NodePlatform {
  return new NodePlatform(storage, () => 0);
}

function columns(storage: NodeStorage): string[] {
  return storage
    .exec<{ name: string }>("SELECT name FROM pragma_table_info('extra')")
    .toArray()
    .map(({ name }) => name);
}

function version(storage: NodeStorage): unknown {
  return storage.exec<{ version: number }>('SELECT MAX(version) AS version FROM migration').toArray()[0]
    ?.version;
}

/** Every column and index of every table. */
function described(storage: NodeStorage): unknown[] {
  return storage
    .exec(
      `SELECT part.type, part.name AS part, part.tbl_name, info.* FROM sqlite_master AS part
       JOIN pragma_table_xinfo(part.name) AS info
       UNION ALL SELECT type, name, tbl_name, NULL, sql, NULL, NULL, NULL, NULL, NULL FROM sqlite_master
       WHERE type = 'index' ORDER BY 1, 2, 4`,
    )
    .toArray();
}

const first = 'CREATE TABLE extra (a INTEGER)';
const second = 'ALTER TABLE extra ADD COLUMN b INTEGER';

describe('the tables of an actor', () => {
  it('are made once', () => {
    const storage = new NodeStorage();
    expect(hasTables(platformOn(storage))).toBe(false);
    migrateActor(platformOn(storage));
    migrateActor(platformOn(storage));
    expect(hasTables(platformOn(storage))).toBe(true);
    expect(version(storage)).toBe(actorMigrations.length);
  });

  it('are the same, made at once or step by step', () => {
    const [atOnce, byStep] = [new NodeStorage(), new NodeStorage()];
    migrateActor(platformOn(atOnce));
    migrate(platformOn(byStep), actorMigrations);
    expect(described(atOnce)).toEqual(described(byStep));
    expect(described(atOnce).length).toBeGreaterThan(30);
    expect(version(atOnce)).toBe(version(byStep));
  });

  it('take only the steps that are missing', () => {
    const storage = new NodeStorage();
    migrate(platformOn(storage), [first]);
    migrate(platformOn(storage), [first, second]);
    expect(columns(storage)).toEqual(['a', 'b']);
    expect(version(storage)).toBe(2);
  });

  it('stay as they were when a step fails', () => {
    const storage = new NodeStorage();
    migrate(platformOn(storage), [first]);
    expect(() => migrate(platformOn(storage), [first, second, 'ALTER TABLE nothing ADD COLUMN b'])).toThrow();
    expect(columns(storage)).toEqual(['a']);
    expect(version(storage)).toBe(1);
  });

  it('are left alone by code that is older than they are', () => {
    const storage = new NodeStorage();
    migrate(platformOn(storage), [first]);
    migrate(platformOn(storage), [first, second]);
    migrate(platformOn(storage), [first]);
    expect(version(storage)).toBe(2);
  });
});

describe('a transaction within a transaction', () => {
  it('is undone by itself when it fails, and with the outer one when that fails', () => {
    const storage = new NodeStorage();
    const platform = platformOn(storage);
    migrate(platform, [first]);
    const insert = (a: number) => platform.sql.exec('INSERT INTO extra (a) VALUES (?)', a);
    const failing = (work: () => void) => () =>
      platform.transactionSync(() => {
        work();
        throw new Error('no');
      });
    platform.transactionSync(() => {
      insert(1);
      expect(failing(() => insert(2))).toThrow('no');
      platform.transactionSync(() => insert(3));
    });
    expect(failing(() => platform.transactionSync(() => insert(4)))).toThrow('no');
    expect(platform.sql.exec('SELECT a FROM extra ORDER BY a').toArray()).toEqual([{ a: 1 }, { a: 3 }]);
  });
});
