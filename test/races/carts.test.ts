import { describe, expect, test } from 'vitest';
import type { Diary } from '../simulation/people.ts';
import type { Shop } from '../simulation/shop.ts';
import {
  add,
  cartOf,
  checkOut,
  fill,
  guest,
  hana,
  linesOf,
  merge,
  price,
  priceMinor,
  said,
  statuses,
  stock,
} from './acts.ts';
import { race, raceEverywhere } from './race.ts';

const minute = 60_000;
const [guests, hanas] = [cartOf('g'), cartOf('h')];
const tokenHash = 'hash of a guest';

async function twoCarts(shop: Shop, diary: Diary): Promise<void> {
  await stock(shop, diary, { apple: 9, bread: 9 });
  await fill(shop, guest, 'g', { apple: 2 });
  await fill(shop, hana, 'h', { apple: 1, bread: 1 });
}

const signIn = (shop: Shop) => merge(shop, hana, hanas, guests, tokenHash);

/** What both carts hold together. */
function together(shop: Shop): Record<string, number> {
  const all: Record<string, number> = {};
  for (const cartId of [guests, hanas]) {
    for (const [id, quantity] of Object.entries(linesOf(shop, cartId))) all[id] = (all[id] ?? 0) + quantity;
  }
  return all;
}

describe('lesson 17: parallel adds', () => {
  test('lose nothing, wherever the second comes in', async () => {
    const outcomes = await raceEverywhere({
      given: twoCarts,
      first: (shop) => add(shop, hana, hanas, 'apple', 2),
      other: (shop) => add(shop, hana, hanas, 'bread', 3),
    });
    expect(outcomes.length).toBeGreaterThan(3);
    for (const { shop, where } of outcomes) {
      expect(linesOf(shop, hanas), where ?? '').toEqual({ apple: 3, bread: 4 });
    }
  });

  test('of the same product lose nothing either', async () => {
    const outcomes = await raceEverywhere({
      given: twoCarts,
      first: (shop) => add(shop, hana, hanas, 'apple', 2),
      other: (shop) => add(shop, hana, hanas, 'apple', 3),
    });
    for (const { shop, where } of outcomes) expect(linesOf(shop, hanas).apple, where ?? '').toBe(6);
  });

  test('show the price that changed while they were on their way', async () => {
    const outcomes = await raceEverywhere({
      given: twoCarts,
      first: (shop) => add(shop, guest, guests, 'bread'),
      other: (shop) => price(shop, 'bread', 2 * priceMinor),
    });
    // That carts show what products cost in the end is looked at after every race.
    expect(outcomes.length).toBeGreaterThan(3);
  });
});

describe('lesson 18: a merge at login, with something else at any step of it', () => {
  test('an add to the guest’s cart is merged, or refused', async () => {
    const outcomes = await raceEverywhere({
      given: twoCarts,
      first: signIn,
      other: (shop) => add(shop, guest, guests, 'bread', 5),
    });
    expect(outcomes.length).toBeGreaterThan(3);
    for (const { first, other, shop, where } of outcomes) {
      expect(first.ok, where ?? '').toBe(true);
      expect(linesOf(shop, hanas), where ?? '').toEqual({ apple: 3, bread: other?.ok ? 6 : 1 });
    }
  });

  test('an add to the customer’s cart stays', async () => {
    const outcomes = await raceEverywhere({
      given: twoCarts,
      first: signIn,
      other: (shop) => add(shop, hana, hanas, 'bread', 5),
    });
    for (const { other, shop, where } of outcomes) {
      expect(linesOf(shop, hanas), where ?? '').toEqual({ apple: 3, bread: other?.ok ? 6 : 1 });
    }
  });

  test('the same merge again takes over nothing twice', async () => {
    const outcomes = await raceEverywhere({
      given: twoCarts,
      first: signIn,
      async other(shop) {
        // The second may wait for the first, which waits for it here: so the first goes on after a second.
        const again = signIn(shop);
        await Promise.race([again, shop.world.sleep(1_000)]);
        return { again };
      },
    });
    for (const { first, other, shop, where } of outcomes) {
      expect([first.ok, (await other?.again)?.ok], where ?? '').toEqual([true, true]);
      expect(together(shop), where ?? '').toEqual({ apple: 3, bread: 1 });
    }
  });

  test('a checkout of the guest’s cart sells what is in it, or it is merged: not both', async () => {
    const outcomes = await raceEverywhere({
      given: twoCarts,
      first: signIn,
      other: (shop) => checkOut(shop, guest, guests),
    });
    for (const { other, shop, where } of outcomes) {
      const isSold = said(other) === 'confirmed';
      expect(linesOf(shop, hanas), where ?? '').toEqual({ apple: isSold ? 1 : 3, bread: 1 });
    }
  });

  test('a checkout of the customer’s cart sells it as it is then, and loses no line', async () => {
    const outcomes = await raceEverywhere({
      given: twoCarts,
      first: signIn,
      other: (shop) => checkOut(shop, hana, hanas),
    });
    for (const { shop, where } of outcomes) {
      expect(together(shop), where ?? '').toEqual({ apple: 3, bread: 1 });
    }
  });

  test('a merge at any step of a checkout of the guest’s cart waits, or is refused', async () => {
    const outcomes = await raceEverywhere({
      given: twoCarts,
      first: (shop) => checkOut(shop, guest, guests),
      other: signIn,
    });
    for (const { first, other, shop, where } of outcomes) {
      const isSold = said(first) === 'confirmed';
      expect(isSold || other?.ok === true, where ?? '').toBe(true);
      expect(linesOf(shop, hanas), where ?? '').toEqual({ apple: isSold ? 1 : 3, bread: 1 });
    }
  });
});

describe('lesson 19: a cart that asks what has become of its checkout', () => {
  test('while the checkout has not arrived yet: it opens again, and the next checkout works', async () => {
    const { first, shop } = await race(
      {
        given: twoCarts,
        async first(at) {
          const answer = await checkOut(at, hana, hanas);
          return [said(answer), said(await checkOut(at, hana, hanas))];
        },
        other: (at) => at.world.sleep(5 * minute),
      },
      /before place at order/,
    );
    expect(first).toEqual(['ServiceUnavailable', 'confirmed']);
    expect(statuses(shop)).toEqual(['closed', 'confirmed']);
  });

  test('at any step: it is never locked for ever, and nothing is sold twice', async () => {
    const outcomes = await raceEverywhere({
      given: twoCarts,
      first: (shop) => checkOut(shop, hana, hanas),
      other: (shop) => shop.world.sleep(5 * minute),
    });
    for (const { shop, where } of outcomes) {
      expect(statuses(shop).length, where ?? '').toBeLessThanOrEqual(1);
    }
  });
});

describe('a cart in checkout', () => {
  test('takes nothing in: an item is added before, or refused, and never sold unseen', async () => {
    const outcomes = await raceEverywhere({
      given: twoCarts,
      first: (shop) => checkOut(shop, hana, hanas),
      other: (shop) => add(shop, hana, hanas, 'bread', 5),
    });
    for (const { first, other, where } of outcomes) {
      const units = other?.ok ? 7 : 2;
      expect(first.ok && first.value.totals.total.amount, where ?? '').toBe(units * priceMinor);
    }
    expect(new Set(outcomes.map(({ other }) => other?.ok))).toEqual(new Set([true, false]));
  });
});
