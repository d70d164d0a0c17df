import { describe, expect, test } from 'vitest';
import type { Diary } from '../simulation/people.ts';
import type { Shop } from '../simulation/shop.ts';
import { split } from '../simulation/splitting.ts';
import {
  cancel,
  cartOf,
  checkOut,
  fill,
  hana,
  order,
  price,
  priceMinor,
  receive,
  said,
  statuses,
  stock,
  taro,
} from './acts.ts';
import { race, raceEverywhere } from './race.ts';

const minute = 60_000;
const shards = 8;

/** So many apples over eight shards, and two buyers who each want one. */
const apples = (units: number) => async (shop: Shop, diary: Diary) => {
  await stock(shop, diary, { apple: units });
  await split(shop, 'apple', shards);
  await fill(shop, hana, 'h', { apple: 1 });
  await fill(shop, taro, 't', { apple: 1 });
  return diary;
};
const hanaBuys = (shop: Shop) => checkOut(shop, hana, cartOf('h'));
const taroBuys = (shop: Shop) => checkOut(shop, taro, cartOf('t'));

describe('two buyers of a product over eight shards, wherever the second comes in between', () => {
  test('race for the last unit: one gets it and one does not', async () => {
    const outcomes = await raceEverywhere({ given: apples(1), first: hanaBuys, other: taroBuys });
    expect(outcomes.length).toBeGreaterThan(15);
    for (const { first, other, where } of outcomes) {
      expect([said(first), said(other)].sort(), where ?? '').toEqual(['InsufficientStock', 'confirmed']);
    }
    expect(new Set(outcomes.map(({ first }) => said(first))).size).toBe(2);
  });

  test('want the last two units: each gets one', async () => {
    const outcomes = await raceEverywhere({ given: apples(2), first: hanaBuys, other: taroBuys });
    for (const { first, other, where } of outcomes) {
      expect([said(first), said(other)], where ?? '').toEqual(['confirmed', 'confirmed']);
    }
  });

  test('one gives his back, the other comes for it', async () => {
    const outcomes = await raceEverywhere({
      async given(shop, diary) {
        await apples(1)(shop, diary);
        return order(shop, hana, cartOf('h'));
      },
      first: (shop, orderId) => cancel(shop, hana, orderId),
      other: taroBuys,
    });
    const heard = outcomes.map(({ other }) => said(other));
    expect(new Set(heard)).toEqual(new Set(['InsufficientStock', 'confirmed']));
  });
});

describe('a checkout of a product over eight shards, whatever happens in between', () => {
  test.each([1, 3])('its stock is split into %i: the buyer notices nothing', async (count) => {
    const outcomes = await raceEverywhere({
      given: apples(1),
      first: hanaBuys,
      other: (shop) => split(shop, 'apple', count),
    });
    for (const { first, where } of outcomes) expect(said(first), where ?? '').toBe('confirmed');
  });

  test('and the other way round: a checkout at every step of such a change', async () => {
    const outcomes = await raceEverywhere({
      given: apples(1),
      async first(shop) {
        await split(shop, 'apple', 2);
        await shop.world.sleep(minute);
      },
      other: hanaBuys,
    });
    expect(outcomes.length).toBeGreaterThan(8);
    for (const { other, where } of outcomes) {
      expect(said(other), where ?? '').toBe('confirmed');
    }
  });

  test('the merchant takes the unit out: the sale or the taking is refused, never both done', async () => {
    const outcomes = await raceEverywhere({
      given: apples(1),
      first: hanaBuys,
      other: (shop, diary) => receive(shop, diary, 'apple', -1),
    });
    for (const { first, other, where } of outcomes) {
      expect(said(first), where ?? '').toBe(other?.ok ? 'InsufficientStock' : 'confirmed');
    }
  });

  test('the price is changed: the buyer pays the price that was shown, or is asked', async () => {
    const outcomes = await raceEverywhere({
      given: apples(1),
      first: hanaBuys,
      other: (shop) => price(shop, 'apple', 2 * priceMinor),
    });
    for (const { first, where } of outcomes) {
      if (first.ok) expect(first.value.totals.total.amount, where ?? '').toBe(priceMinor);
      else expect(said(first)).toBe('PriceChanged');
    }
  });

  test('the hold runs out while he pays, and another wants the last unit: one gets it', async () => {
    const { other, shop } = await race(
      {
        given: apples(1),
        first: hanaBuys,
        async other(here: Shop) {
          await here.world.sleep(21 * minute);
          return taroBuys(here);
        },
      },
      /after authorize/,
    );
    expect(['confirmed', 'InsufficientStock']).toContain(said(other));
    expect(statuses(shop)).toEqual(['confirmed', 'failed']);
  });
});
