import { expect, it } from 'vitest';
import type { EntryFold } from './decider.ts';
import { EntryTable } from './entry-table.ts';
import { NodePlatform, NodeStorage } from './node-platform.ts';
import { migrateActor } from './schema.ts';

type Counted = { id: string };
type Count = { times: number };

const counting: EntryFold<Counted, Counted, Count> = {
  idOf: ({ id }) => id,
  evolve: (count) => ({ times: (count?.times ?? 0) + 1 }),
  due: () => undefined,
};

function countingTable() {
  const platform = new NodePlatform(new NodeStorage(), () => 0);
  migrateActor(platform);
  const reads: string[] = [];
  const sql = {
    exec: ((query, ...bindings) => {
      if (query.startsWith('SELECT')) reads.push(query);
      return platform.sql.exec(query, ...bindings);
    }) as typeof platform.sql.exec,
  };
  return { platform, reads, table: new EntryTable(sql, counting) };
}

it('an entry is read once for a command and its event', () => {
  const { table, reads } = countingTable();
  table.find({ id: 'a' });
  table.apply({ id: 'a' });
  expect(reads).toHaveLength(1);
});

it('a second event of the same command builds on the first', () => {
  const { table } = countingTable();
  table.find({ id: 'a' });
  table.apply({ id: 'a' });
  table.apply({ id: 'a' });
  expect(table.get('a')).toEqual({ times: 2 });
});

it('an event about another entry than the command is applied to that one', () => {
  const { table } = countingTable();
  table.apply({ id: 'b' });
  table.find({ id: 'a' });
  table.apply({ id: 'b' });
  expect(table.get('a')).toBeUndefined();
  expect(table.get('b')).toEqual({ times: 2 });
});

it('what was rolled back is not built on', () => {
  const { platform, table } = countingTable();
  const failing = () => {
    table.find({ id: 'a' });
    table.apply({ id: 'a' });
    throw new Error('the commit failed');
  };
  expect(() => platform.transactionSync(failing)).toThrow('the commit failed');
  table.apply({ id: 'a' });
  expect(table.get('a')).toEqual({ times: 1 });
});
