import { describe, expect, it } from 'vitest';
import { hour } from '../../shared/test-support/host.ts';
import { ttlMs } from './test-support/salmon.ts';
import { cause, Shelf } from './test-support/shelf.ts';

describe('a hold that nobody resolves', () => {
  it('comes back when its time has come, by the alarm and not a moment before', async () => {
    const shelf = await Shelf.with(10);
    shelf.reserve('h', 4);
    const until = shelf.clock.now + ttlMs;
    await shelf.passTo(until - 1);
    expect(shelf.stock).toEqual({ onHand: 10, held: 4, available: 6, sold: 0 });
    await shelf.passTo(until);
    expect(shelf.stock).toEqual({ onHand: 10, held: 0, available: 10, sold: 0 });
    expect(shelf.eventTypes.at(-1)).toBe('HoldExpired');
  });

  it('comes back also when the process has died meanwhile, and the alarm was lost with it', async () => {
    const shelf = await Shelf.with(10);
    shelf.reserve('h', 4);
    shelf.storage.alarmAt = null;
    shelf.restart();
    await shelf.passTo(shelf.clock.now + ttlMs);
    expect(shelf.stock?.held).toBe(0);
  });

  it('comes back at its own time, whatever other holds are asked for', async () => {
    const shelf = await Shelf.with(10);
    const { now } = shelf.clock;
    shelf.housed.reserve('long', 1, 3 * hour, cause);
    shelf.housed.reserve('short', 2, hour, cause);
    shelf.housed.reserve('middle', 4, 2 * hour, cause);
    const held: (number | undefined)[] = [];
    for (let i = 1; i <= 3; i++) {
      await shelf.passTo(now + i * hour);
      held.push(shelf.stock?.held);
    }
    expect(held).toEqual([5, 1, 0]);
  });

  it('comes back with a thousand others', async () => {
    const shelf = await Shelf.with(2_000);
    for (let i = 0; i < 1_000; i++) shelf.reserve(`h-${i}`, 1);
    await shelf.passTo(shelf.clock.now + ttlMs);
    expect(shelf.stock).toEqual({ onHand: 2_000, held: 0, available: 2_000, sold: 0 });
  });
});

describe('a hold that is resolved', () => {
  it('does not run out', async () => {
    const shelf = await Shelf.with(10);
    shelf.reserve('sold', 4);
    shelf.commit('sold', 4);
    shelf.reserve('released', 3);
    shelf.release('released');
    await shelf.passTo(shelf.clock.now + hour);
    expect(shelf.stock).toEqual({ onHand: 6, held: 0, available: 6, sold: 4 });
    expect(shelf.eventTypes).not.toContain('HoldExpired');
  });

  it('is still known after the process has died, for good', async () => {
    const shelf = await Shelf.with(10);
    shelf.reserve('sold', 4);
    shelf.commit('sold', 4);
    shelf.release('never');
    await shelf.passTo(shelf.clock.now + 100 * 24 * hour);
    shelf.restart();
    expect(shelf.commit('sold', 4)).toEqual({ ok: true, value: null, replayed: false });
    expect(shelf.reserve('never', 1)).toMatchObject({ rejection: { type: 'HoldResolved' } });
    expect(shelf.stock).toEqual({ onHand: 6, held: 0, available: 6, sold: 4 });
  });
});

describe('ten thousand open holds', () => {
  const works: [string, (shelf: Shelf, id: string) => void][] = [
    ['reserving', (shelf, id) => void shelf.reserve(`new-${id}`, 1)],
    ['reserving again', (shelf, id) => void shelf.reserve(`open-${id}`, 1)],
    ['committing', (shelf, id) => void shelf.commit(`open-${id}`, 1)],
    ['giving back a sale', (shelf, id) => void shelf.giveBack(`open-${id}`)],
    ['releasing', (shelf, id) => void shelf.release(`other-${id}`)],
    ['reading', (shelf) => void shelf.housed.view()],
  ];

  async function costs(openHolds: number) {
    const shelf = await Shelf.with(1_000_000);
    const holds = ['open-x', 'other-x', ...Array.from({ length: openHolds - 2 }, (_, i) => `h-${i}`)];
    for (const id of holds) shelf.reserve(id, 1);
    return works.map(([what, work]) => ({ what, ...shelf.cost(() => work(shelf, 'x')) }));
  }

  it('cost no command more rows or statements than ten do', async () => {
    const withTen = await costs(10);
    expect(withTen.map(({ what, rows }) => [what, rows])).toEqual([
      ['reserving', 2],
      ['reserving again', 0],
      ['committing', 2],
      ['giving back a sale', 2],
      ['releasing', 2],
      ['reading', 0],
    ]);
    // As far from the next snapshot, which is written once in a hundred events, as with ten.
    expect(await costs(10_010)).toEqual(withTen);
  });
});
