import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Dice, seeds } from '../../shared/test-support/dice.ts';
import { minute } from '../../shared/test-support/host.ts';
import { alice, cartId, guest, guestCartId, orderId } from './test-support/basket.ts';
import { after, aliceAndGuest, as, before, type Carts, cause, keyed } from './test-support/carts.ts';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

const lost = new Error('the network failed');
const atOnce: Carts['onSurrender'] = async (deliver) => deliver();

/** Both processes die; others wake on the same disks, with a network that works. */
function restart(carts: Carts): void {
  carts.alices.restart();
  carts.guests.restart();
  carts.onSurrender = atOnce;
  carts.onWatch = async () => null;
}

const crashes: [string, (carts: Carts) => void][] = [
  [
    'before the guest’s cart was asked',
    (carts) => {
      carts.onSurrender = () => Promise.reject(lost);
    },
  ],
  [
    'after the guest’s cart was surrendered, before its lines were taken over',
    (carts) => {
      carts.onSurrender = async (deliver) => {
        deliver();
        throw lost;
      };
    },
  ],
  [
    'while the products were being watched',
    (carts) => {
      carts.onWatch = () => Promise.reject(lost);
    },
  ],
];

describe('a merge that is cut off', () => {
  it.each(crashes)('%s is carried out later: nothing is lost and nothing doubled', async (_when, crash) => {
    const carts = aliceAndGuest();
    crash(carts);
    await expect(carts.merge(keyed('k'))).rejects.toThrow('the network failed');
    restart(carts);
    await carts.alices.passTo(carts.clock.now + minute);
    expect(carts.contents).toEqual(after);
    expect(await carts.merge(keyed('k'))).toMatchObject({ ok: true, replayed: true });
    expect(await carts.merge()).toMatchObject({ ok: true });
    expect(carts.contents).toEqual(after);
  });

  it.each(crashes)('%s is carried out by a repeat as well', async (_when, crash) => {
    const carts = aliceAndGuest();
    crash(carts);
    await expect(carts.merge(keyed('k'))).rejects.toThrow('the network failed');
    restart(carts);
    expect(await carts.merge(keyed('k'))).toMatchObject({ rejection: { type: 'RequestInProgress' } });
    expect(await carts.merge(keyed('another'))).toMatchObject({ ok: true });
    expect(await carts.merge(keyed('k'))).toMatchObject({ ok: true, replayed: true });
    expect(carts.contents).toEqual(after);
  });

  it.each(crashes)('%s lets nobody check out half of it', async (_when, crash) => {
    const carts = aliceAndGuest();
    crash(carts);
    await expect(carts.merge()).rejects.toThrow('the network failed');
    restart(carts);
    expect(carts.alices.housed.beginCheckout(orderId, as(alice))).toMatchObject({
      rejection: { type: 'CartMerging' },
    });
    await carts.alices.passTo(carts.clock.now + minute);
    expect(carts.alices.housed.beginCheckout(orderId, as(alice)).ok).toBe(true);
  });

  it('is tried again and again while the guest’s cart cannot be reached, with pauses', async () => {
    const carts = aliceAndGuest();
    let tried = 0;
    carts.onSurrender = async () => {
      tried += 1;
      throw lost;
    };
    await expect(carts.merge()).rejects.toThrow('the network failed');
    await carts.alices.passTo(carts.clock.now + minute);
    expect(tried).toBeGreaterThan(3);
    expect(tried).toBeLessThanOrEqual(13);
    carts.onSurrender = atOnce;
    await carts.alices.passTo(carts.clock.now + minute);
    expect(carts.contents).toEqual(after);
  });

  it('takes in what was added meanwhile, too', async () => {
    const carts = aliceAndGuest();
    crashes[1]?.[1](carts);
    await expect(carts.merge()).rejects.toThrow('the network failed');
    restart(carts);
    carts.add(cartId, 'tea', 1);
    carts.add(cartId, 'fish', 1);
    await carts.alices.passTo(carts.clock.now + minute);
    expect(carts.contents.alices).toEqual({ tea: 6, rice: 1, fish: 1 });
  });
});

describe('a disk that fails at any moment of a merge', () => {
  /** How many statements each of the two carts runs in a merge. */
  async function statements(which: 'alices' | 'guests'): Promise<number> {
    const carts = aliceAndGuest();
    const start = carts[which].platform.statements.length;
    await carts.merge(keyed('k'));
    return carts[which].platform.statements.length - start;
  }

  it.each(['alices', 'guests'] as const)(
    'of %s cart leaves both as they were, or merges them',
    async (which) => {
      const all = await statements(which);
      expect(all).toBeGreaterThan(0);
      const ends = new Set<string>();
      for (let nth = 0; nth < all; nth++) {
        const carts = aliceAndGuest();
        carts[which].platform.statementsLeft = nth;
        const answer = await carts.merge(keyed('k')).catch(() => null);
        restart(carts);
        await carts.alices.passTo(carts.clock.now + minute);
        const merged = carts.contents.guests.tea === undefined;
        expect(carts.contents).toEqual(merged ? after : before);
        if (answer?.ok) expect(merged).toBe(true);
        ends.add(merged ? 'merged' : 'as before');
        expect(await carts.merge(keyed('another'))).toMatchObject({ ok: true });
        expect(carts.contents).toEqual(after);
      }
      expect(ends).toContain('merged');
    },
  );
});

describe('whatever happens, and in whatever order', () => {
  it.each(seeds(60))('every unit that was added is in one cart, once (seed %i)', async (seed) => {
    const dice = new Dice(seed);
    const carts = aliceAndGuest();
    const expected: Record<string, number> = { tea: 5, rice: 1 };
    const steps: (() => unknown)[] = [
      () => crashes[dice.roll(3)]?.[1](carts),
      () => restart(carts),
      () => carts.merge(keyed(`k-${dice.roll(3)}`)).catch(() => {}),
      () => Promise.all([carts.merge(), carts.merge()]).catch(() => {}),
      () => carts.alices.passTo(carts.clock.now + dice.roll(20_000)),
      () => carts.guests.housed.beginCheckout(orderId, as(guest)),
      () => carts.guests.housed.reopen(orderId, cause, false),
    ];
    for (let i = 0; i < 40; i++) {
      const id = dice.pick([cartId, guestCartId]);
      const productId = dice.pick(['tea', 'rice', 'fish']);
      if (carts.add(id, productId, 1).ok) expected[productId] = (expected[productId] ?? 0) + 1;
      await dice.pick(steps)();
    }
    restart(carts);
    carts.guests.housed.reopen(orderId, cause, false);
    await carts.alices.passTo(carts.clock.now + minute);
    expect((await carts.merge()).ok).toBe(true);
    expect(carts.contents).toEqual({ alices: expected, guests: {} });
  });
});

describe('a guest’s cart', () => {
  it('that was surrendered is closed for its guest, whatever becomes of the other one', async () => {
    const carts = aliceAndGuest();
    crashes[1]?.[1](carts);
    await expect(carts.merge()).rejects.toThrow('the network failed');
    restart(carts);
    expect(carts.add(guestCartId, 'tea', 1)).toMatchObject({ rejection: { type: 'CartExpired' } });
  });
});
