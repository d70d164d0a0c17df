import { describe, expect, it } from 'vitest';
import {
  adjust,
  allot,
  at,
  changeShards,
  given,
  hear,
  list,
  report,
  reserve,
} from '../test-support/salmon.ts';
import { homeOf } from './layout.ts';
import type { Listed } from './product.ts';
import { initialShard, isOpenFor } from './shard/shard.ts';
import { stockInAll } from './sharding.ts';
import { available } from './stock.ts';

function split(count: number, units = 40) {
  const run = given();
  for (const command of [list(), adjust(units), changeShards(count)]) run.take(command);
  return { run, state: () => run.state as Listed, sharding: () => (run.state as Listed).sharding };
}

describe('a product', () => {
  it('is split at once where all is in its own actor, behind every order that it has taken', () => {
    const { run, sharding } = split(1);
    expect(sharding()).toBeUndefined();
    run.take({ ...reserve('h', 1), placedAt: at + 70_000 } as ReturnType<typeof reserve>);
    run.take(changeShards(8));
    expect(sharding()).toMatchObject({
      layouts: [
        { since: 0, count: 1 },
        { since: at + 70_001, count: 8 },
      ],
      changing: null,
      received: 40,
    });
    expect(sharding()?.shards).toHaveLength(8);
  });

  it('waits for its homes to be sealed where these are shards, and for the last of them', () => {
    const { run, sharding } = split(8);
    run.take(changeShards(2, at + 5_000));
    expect(sharding()).toMatchObject({ changing: { count: 2, from: at + 5_000 } });
    expect(run.when(changeShards(3, at))).toMatchObject({ rejection: { type: 'ShardsChanging' } });
    expect(run.when(changeShards(2, at))).toEqual({ ok: true, value: [] });
    run.take({ type: 'FinishChange', at, from: at + 6_000 });
    expect(sharding()?.layouts).toHaveLength(2);
    run.take({ type: 'FinishChange', at, from: at + 6_000 });
    expect(sharding()?.layouts.at(-1)).toEqual({ since: at + 6_000, count: 2 });
    expect(sharding()?.changing).toBeNull();
  });

  it('is split at most so often', () => {
    const { run, sharding } = split(1);
    for (let i = 0; sharding()?.layouts.length !== 100; i++) {
      run.take(changeShards(i % 2 === 0 ? 2 : 1));
      run.take({ type: 'FinishChange', at, from: 0 });
      if (i > 300) throw new Error('it never ends');
    }
    expect(run.when(changeShards(7))).toMatchObject({ rejection: { type: 'ShardsLimit', limit: 100 } });
  });

  it('hears what a shard says, in whatever order it comes', () => {
    const { run, state } = split(2);
    run.take(allot(0, 10));
    run.take(hear(0, report(5, { taken: 10, returned: 4, free: 1, held: 2, sold: 3 })));
    run.take(hear(0, report(4, { taken: 10, returned: 0, free: 10 })));
    expect(available(state().stock)).toBe(34);
    expect(stockInAll(state())).toEqual({ onHand: 37, held: 2, sold: 3 });
  });

  it('hands out no more than it has', () => {
    const { run } = split(2, 3);
    expect(run.when(allot(1, 4))).toMatchObject({ rejection: { type: 'InsufficientStock' } });
  });

  it('has taken out of it only what is in its own actor, and says what there is in all', () => {
    const { run } = split(2);
    run.take(allot(0, 30));
    run.take(hear(0, report(1, { taken: 30, free: 25, held: 5 })));
    expect(run.when(adjust(-11))).toMatchObject({ rejection: { type: 'StockHeld', onHand: 40, held: 5 } });
    expect(run.when(adjust(-10))).toMatchObject({ ok: true });
  });
});

describe('the home of a hold', () => {
  const layouts = [
    { since: 0, count: 1 },
    { since: 1_000, count: 8 },
    { since: 2_000, count: 3 },
  ];

  it('is where it was when its order was placed', () => {
    expect(homeOf(layouts, 'ord_a', 999)).toBeNull();
    expect(homeOf(layouts, 'ord_a', 1_000)).toBe(homeOf(layouts, 'ord_a', 1_999));
    expect(homeOf(layouts, 'ord_a', 2_000)).toBeLessThan(3);
    expect(homeOf([], 'ord_a', 0)).toBeNull();
  });

  it('never changes: these are the homes of some, for good', () => {
    expect(['ord_a', 'ord_b', 'ord_c', ''].map((id) => homeOf(layouts, id, 1_500))).toEqual([4, 5, 2, 5]);
  });

  it('is every shard about as often', () => {
    const counts = new Array<number>(8).fill(0);
    for (let i = 0; i < 8_000; i++) {
      const home = homeOf(layouts, `ord_${i}`, 1_500) as number;
      counts[home] = (counts[home] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(800);
  });
});

describe('a sealed shard', () => {
  const sealed = { ...initialShard, seal: { from: 5_000, known: 2 } };

  it('refuses what was placed behind its seal, until a layout is known that came after it', () => {
    expect(isOpenFor(sealed, 4_999, 2)).toBe(true);
    expect(isOpenFor(sealed, 5_000, 2)).toBe(false);
    expect(isOpenFor(sealed, 5_000, 3)).toBe(true);
  });

  it('refuses whoever knows too little to have found the right way', () => {
    expect(isOpenFor(sealed, 4_999, 1)).toBe(false);
  });
});
