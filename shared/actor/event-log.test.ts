import { beforeEach, describe, expect, it } from 'vitest';
import { EventLog, type Upcasters } from './event-log.ts';
import { NodePlatform, NodeStorage } from './node-platform.ts';
import { migrateActor } from './schema.ts';

type Sold =
  | { type: 'Sold'; at: number; sku: string; quantity: number; currency: string }
  | { type: 'Closed'; at: number };

const cause = { caller: 'guest/1', request: 'req-9', trace: '00-01-02-01' };

/** Version 1 counted in `amount`, version 2 had no currency yet. */
const upcasters: Upcasters = {
  Sold: {
    1: ({ amount, ...data }) => ({ ...data, quantity: amount }),
    2: (data) => ({ ...data, currency: 'JPY' }),
  },
};
const today = { Sold: 3, Closed: 1 };

let storage: NodeStorage;
beforeEach(() => {
  storage = new NodeStorage();
  migrateActor(new NodePlatform(storage, () => 0));
});

function log(versions: Record<string, number> = today, known: Upcasters = upcasters): EventLog<Sold> {
  return new EventLog<Sold>(storage, versions, known);
}

/** A row as an older or newer release has written it. */
function writtenBefore(seq: number, type: string, version: number, data: object): void {
  const row = [seq, type, version, 1_000, 'guest/1', 'req-9', '00-01-02-01', JSON.stringify(data)];
  storage.exec(
    'INSERT INTO event (seq, type, version, at, caller, request, trace, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...row,
  );
}

function sold(sku: string): Sold {
  return { type: 'Sold', at: 1_000, sku, quantity: 2, currency: 'EUR' };
}

describe('the event log', () => {
  it('gives an event back as it was written, with its number and its cause', () => {
    log().append(1, sold('tea "green" 抹茶'), cause);
    expect(log().read(0, 10)).toEqual([{ seq: 1, event: sold('tea "green" 抹茶'), ...cause }]);
  });

  it('writes the version of today beside every event', () => {
    log().append(1, sold('tea'), cause);
    log().append(2, { type: 'Closed', at: 2_000 }, cause);
    const rows = storage.exec<{ version: number }>('SELECT version FROM event ORDER BY seq').toArray();
    expect(rows).toEqual([{ version: 3 }, { version: 1 }]);
  });

  it('reads on behind a number, oldest first, a page at a time', () => {
    for (let seq = 1; seq <= 5; seq++) log().append(seq, sold(`sku-${seq}`), cause);
    expect(
      log()
        .read(0, 2)
        .map(({ seq }) => seq),
    ).toEqual([1, 2]);
    expect(
      log()
        .read(2, 2)
        .map(({ seq }) => seq),
    ).toEqual([3, 4]);
    expect(
      log()
        .read(4, 2)
        .map(({ seq }) => seq),
    ).toEqual([5]);
    expect(log().read(5, 2)).toEqual([]);
  });

  it('refuses a second event with the same number', () => {
    log().append(1, sold('tea'), cause);
    expect(() => log().append(1, sold('rice'), cause)).toThrow(/UNIQUE/);
  });

  it('refuses to write an event of a type that has no version', () => {
    expect(() => log({ Closed: 1 }).append(1, sold('tea'), cause)).toThrow('the type Sold has no version');
  });
});

describe('reading old versions', () => {
  it('brings an event up to date one version at a time', () => {
    writtenBefore(1, 'Sold', 1, { sku: 'tea', amount: 4 });
    writtenBefore(2, 'Sold', 2, { sku: 'tea', quantity: 5 });
    writtenBefore(3, 'Sold', 3, { sku: 'tea', quantity: 6, currency: 'EUR' });
    expect(
      log()
        .read(0, 10)
        .map(({ event }) => event),
    ).toEqual([
      { type: 'Sold', at: 1_000, sku: 'tea', quantity: 4, currency: 'JPY' },
      { type: 'Sold', at: 1_000, sku: 'tea', quantity: 5, currency: 'JPY' },
      { type: 'Sold', at: 1_000, sku: 'tea', quantity: 6, currency: 'EUR' },
    ]);
  });

  it('leaves the row as it was written', () => {
    writtenBefore(1, 'Sold', 1, { sku: 'tea', amount: 4 });
    log().read(0, 10);
    expect(storage.exec('SELECT version, data FROM event').toArray()).toEqual([
      { version: 1, data: '{"sku":"tea","amount":4}' },
    ]);
  });

  it('says which upcaster is missing', () => {
    writtenBefore(7, 'Sold', 1, { sku: 'tea', amount: 4 });
    const second = { Sold: { 2: (data: Record<string, unknown>) => data } };
    expect(() => log(today, second).read(0, 10)).toThrow('event 7: no upcaster for Sold version 1');
    expect(() => log(today, {}).read(0, 10)).toThrow('event 7: no upcaster for Sold version 1');
  });

  it('says which type it does not know', () => {
    writtenBefore(3, 'Refunded', 1, {});
    expect(() => log().read(0, 10)).toThrow('event 3 has the unknown type Refunded');
  });

  it('refuses a version from the future instead of misreading it', () => {
    writtenBefore(4, 'Sold', 4, { sku: 'tea', dozens: 1, currency: 'EUR' });
    expect(() => log().read(0, 10)).toThrow('event 4: Sold version 4 is newer than this code, which knows 3');
  });
});
