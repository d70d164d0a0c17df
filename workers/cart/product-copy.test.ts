import { describe, expect, it } from 'vitest';
import { Dice, seeds } from '../../shared/test-support/dice.ts';
import { hour, minute } from '../../shared/test-support/host.ts';
import { factsOf } from './product-copy.ts';
import { CopyRig, snapshot } from './test-support/copy.ts';

describe('a copy', () => {
  it('is the newest that was told, and outlives its process', () => {
    const rig = new CopyRig();
    rig.housed.take(snapshot(3));
    rig.housed.take(snapshot(5));
    rig.restart();
    expect(rig.housed.snapshot).toEqual(snapshot(5));
  });

  it.each([
    ['older', 4],
    ['repeated', 5],
  ])('does not change with %s news, and tells nobody', async (_which, seq) => {
    const rig = await CopyRig.watchedBy(3);
    rig.housed.take(snapshot(5));
    await rig.settle();
    rig.heard.clear();
    const rows = rig.platform.rowsWritten;
    rig.housed.take(snapshot(seq, { name: 'Another tea' }));
    await rig.settle();
    expect(rig.housed.snapshot).toEqual(snapshot(5));
    expect(rig.heard.size).toBe(0);
    expect(rig.platform.rowsWritten).toBe(rows);
  });

  it.each(seeds(30))('is the newest in whatever order news come, and how often (seed %i)', async (seed) => {
    const dice = new Dice(seed);
    const rig = await CopyRig.watchedBy(5);
    const news = dice.shuffled([2, 3, 4, 5, 6, 7, 7, 6, 5, 4, 3, 2]);
    for (const seq of news) {
      rig.housed.take(snapshot(seq));
      if (dice.roll(2)) await rig.settle();
      if (dice.roll(6) === 0) rig.restart();
    }
    await rig.passTo(rig.clock.now + minute);
    expect(rig.housed.snapshot).toEqual(snapshot(7));
    expect(rig.newest).toEqual(Array(5).fill(7));
    // Nobody hears of something older after something newer.
    for (const seqs of rig.heard.values()) expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  });

  it('gives a cart what carts keep of a product', () => {
    expect(factsOf(snapshot(3, { status: 'archived', available: 2 }))).toEqual({
      seq: 3,
      name: 'Tea',
      image: null,
      priceMinor: 103,
      currency: 'EUR',
      status: 'archived',
      available: 2,
    });
  });
});

describe('a product that nobody has told of', () => {
  it('is not watched, and asking for it leaves nothing behind', async () => {
    const rig = new CopyRig();
    expect(rig.housed.watch('crt_1', null)).toBeNull();
    expect(rig.housed.snapshot).toBeNull();
    await rig.housed.ring();
    expect(rig.tables()).toEqual([]);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('is watched by a cart that knows it', async () => {
    const rig = new CopyRig();
    expect(rig.housed.watch('crt_1', snapshot(3))).toEqual(snapshot(3));
    expect(rig.watchers).toEqual(['crt_1']);
    await rig.settle();
    rig.housed.take(snapshot(4));
    await rig.settle();
    expect(rig.heard.get('crt_1')?.at(-1)).toBe(4);
  });
});

describe('watching', () => {
  it('answers with the newest, even to a cart that knows something older', () => {
    const rig = new CopyRig();
    rig.housed.take(snapshot(5));
    expect(rig.housed.watch('crt_1', null)).toEqual(snapshot(5));
    expect(rig.housed.watch('crt_2', snapshot(4))).toEqual(snapshot(5));
    expect(rig.housed.watch('crt_3', snapshot(6))).toEqual(snapshot(6));
  });

  it('is one watch, however often a cart asks, and costs a row the first time only', () => {
    const rig = new CopyRig();
    rig.housed.take(snapshot(5));
    expect(rig.cost(() => rig.housed.watch('crt_1', null)).rows).toBe(1);
    expect(rig.cost(() => rig.housed.watch('crt_1', null)).rows).toBe(0);
    expect(rig.watchers).toEqual(['crt_1']);
  });

  it('lets a cart hear of changes, each once', async () => {
    const rig = await CopyRig.watchedBy(3);
    for (const seq of [2, 3]) {
      rig.housed.take(snapshot(seq));
      await rig.passTo(rig.clock.now + minute);
    }
    expect(Object.fromEntries(rig.heard)).toEqual({ crt_000: [2, 3], crt_001: [2, 3], crt_002: [2, 3] });
    expect(rig.storage.alarmAt).toBeNull();
  });
});

describe('a watch', () => {
  it('ends when the cart no longer holds the product', async () => {
    const rig = await CopyRig.watchedBy(3);
    rig.answers.set('crt_001', 'notHeld');
    rig.housed.take(snapshot(2));
    await rig.passTo(rig.clock.now + minute);
    expect(rig.watchers).toEqual(['crt_000', 'crt_002']);
    rig.housed.take(snapshot(3));
    await rig.settle();
    expect(rig.heard.get('crt_001')).toEqual([2]);
  });

  it('of a cart whose line is still on its way goes on, and is told again later', async () => {
    const rig = await CopyRig.watchedBy(1);
    rig.housed.watch('crt_new', null);
    rig.answers.set('crt_new', 'notHeld');
    rig.housed.take(snapshot(2));
    await rig.settle();
    expect(rig.watchers).toEqual(['crt_000', 'crt_new']);
    rig.answers.set('crt_new', 'held');
    await rig.passTo(rig.clock.now + minute);
    expect(rig.heard.get('crt_new')).toEqual([2, 2]);
    expect(rig.watchers).toEqual(['crt_000', 'crt_new']);
  });

  it('of a cart that knows more than the copy is told the next news, even if they look like the old', async () => {
    const rig = await CopyRig.watchedBy(1);
    const price = { amount: 100, currency: 'EUR' };
    rig.answers.set('crt_000', 'knowsMore');
    rig.housed.take(snapshot(4, { price, available: 0 }));
    await rig.settle();
    rig.answers.set('crt_000', 'held');
    rig.housed.take(snapshot(6, { price, available: 0 }));
    await rig.passTo(rig.clock.now + minute);
    expect(rig.newest).toEqual([6]);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('of a cart whose line never comes ends', async () => {
    const rig = await CopyRig.watchedBy(0);
    rig.housed.watch('crt_new', null);
    rig.answers.set('crt_new', 'notHeld');
    rig.housed.take(snapshot(2));
    await rig.passTo(rig.clock.now + minute);
    expect(rig.watchers).toEqual([]);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('of a cart that takes the product up again goes on, though its line is still on its way', async () => {
    const rig = await CopyRig.watchedBy(1);
    rig.answers.set('crt_000', 'notHeld');
    rig.housed.watch('crt_000', null);
    rig.housed.take(snapshot(2));
    await rig.settle();
    rig.answers.set('crt_000', 'held');
    await rig.passTo(rig.clock.now + hour);
    rig.housed.take(snapshot(3));
    await rig.settle();
    expect(rig.heard.get('crt_000')?.at(-1)).toBe(3);
  });

  it('of a cart that takes the product up again just while it is told goes on, too', async () => {
    const rig = await CopyRig.watchedBy(1);
    rig.answers.set('crt_000', 'notHeld');
    rig.onTell = async () => void rig.housed.watch('crt_000', null);
    rig.housed.take(snapshot(2));
    await rig.settle();
    expect(rig.watchers).toEqual(['crt_000']);
  });
});
