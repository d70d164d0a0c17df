import { describe, expect, test } from 'vitest';
import type { Diary } from '../simulation/people.ts';
import type { Shop } from '../simulation/shop.ts';
import {
  archive,
  cartOf,
  checkOut,
  fill,
  hana,
  linesOf,
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

describe('lesson 1: two carts race for the last unit', () => {
  test('one gets it and one does not, wherever the second comes in between', async () => {
    const outcomes = await raceEverywhere({
      async given(shop, diary) {
        await stock(shop, diary, { apple: 1 });
        await fill(shop, hana, 'h', { apple: 1 });
        await fill(shop, taro, 't', { apple: 1 });
        return diary;
      },
      first: (shop) => checkOut(shop, hana, cartOf('h')),
      other: (shop) => checkOut(shop, taro, cartOf('t')),
    });
    expect(outcomes.length).toBeGreaterThan(15);
    for (const { first, other, where } of outcomes) {
      expect([said(first), said(other)].sort(), where ?? '').toEqual(['InsufficientStock', 'confirmed']);
    }
    // Both have been first.
    expect(new Set(outcomes.map(({ first }) => said(first))).size).toBe(2);
  });
});

describe('lesson 4: [A, B] and [B, A]', () => {
  test('do not lock each other out: one of them gets both, wherever they cross', async () => {
    const outcomes = await raceEverywhere({
      async given(shop, diary) {
        await stock(shop, diary, { apple: 1, bread: 1 });
        await fill(shop, hana, 'h', { apple: 1, bread: 1 });
        await fill(shop, taro, 't', { bread: 1, apple: 1 });
      },
      first: (shop) => checkOut(shop, hana, cartOf('h')),
      other: (shop) => checkOut(shop, taro, cartOf('t')),
    });
    for (const { first, other, where } of outcomes) {
      expect([said(first), said(other)], where ?? '').toContain('confirmed');
    }
  });
});

describe('lesson 5: cleaning up while a checkout is under way', () => {
  test('takes nobody’s hold away, at whatever step', async () => {
    const outcomes = await raceEverywhere({
      async given(shop, diary) {
        await stock(shop, diary, { apple: 1 });
        await fill(shop, hana, 'h', { apple: 1 });
      },
      first: (shop) => checkOut(shop, hana, cartOf('h')),
      other: (shop) => shop.product('apple').invoke('alarm', (product) => product.ring()),
    });
    for (const { first, where } of outcomes) expect(said(first), where ?? '').toBe('confirmed');
  });
});

describe('lesson 6: a hold that runs out while the payment is under way', () => {
  const scenario = (units: number) => ({
    async given(shop: Shop, diary: Diary) {
      await stock(shop, diary, { apple: units });
      await fill(shop, hana, 'h', { apple: 1 });
      await fill(shop, taro, 't', { apple: 1 });
    },
    first: (shop: Shop) => checkOut(shop, hana, cartOf('h')),
    async other(shop: Shop) {
      await shop.world.sleep(21 * minute);
      return checkOut(shop, taro, cartOf('t'));
    },
  });

  test.each([/after authorize/, /before commit at product apple/])(
    'and somebody else wants the last unit meanwhile: one gets it, the other’s money goes back (%s)',
    async (where) => {
      const { other, shop } = await race(scenario(1), where);
      // The saga that waits for its answer tries again meanwhile, and may have been the first.
      expect(['confirmed', 'InsufficientStock']).toContain(said(other));
      expect(statuses(shop)).toEqual(['confirmed', 'failed']);
    },
  );

  test('and there is still one: it is never paid for and stuck', async () => {
    const { other, shop } = await race(scenario(2), /before commit at product apple/);
    expect(said(other)).toBe('confirmed');
    expect(statuses(shop)).not.toContain('placing');
  });
});

describe('a merchant who acts in the middle of a checkout', () => {
  const given = async (shop: Shop, diary: Diary) => {
    await stock(shop, diary, { apple: 1 });
    await fill(shop, hana, 'h', { apple: 1 });
    return diary;
  };

  test('and takes the stock out: the sale or the taking is refused, never both done', async () => {
    const outcomes = await raceEverywhere({
      given,
      first: (shop) => checkOut(shop, hana, cartOf('h')),
      other: (shop, diary) => receive(shop, diary, 'apple', -1),
    });
    for (const { first, other, where } of outcomes) {
      expect(said(first), where ?? '').toBe(other?.ok ? 'InsufficientStock' : 'confirmed');
    }
    expect(new Set(outcomes.map(({ first }) => said(first))).size).toBe(2);
  });

  test('and takes the product off sale: whoever holds it may still buy it', async () => {
    const outcomes = await raceEverywhere({
      given,
      first: (shop) => checkOut(shop, hana, cartOf('h')),
      other: (shop) => archive(shop, 'apple'),
    });
    const held = outcomes.findIndex(({ where }) => where?.startsWith('after reserve'));
    expect(held).toBeGreaterThan(0);
    for (const { first } of outcomes.slice(held)) expect(said(first)).toBe('confirmed');
    for (const { first } of outcomes.slice(0, held - 1)) expect(said(first)).toBe('InsufficientStock');
  });

  test('and changes the price: the buyer pays the price that was shown, or is asked (lesson 15)', async () => {
    const outcomes = await raceEverywhere({
      given,
      first: (shop) => checkOut(shop, hana, cartOf('h')),
      other: (shop) => price(shop, 'apple', 2 * priceMinor),
    });
    for (const { first, where } of outcomes) {
      if (first.ok) expect(first.value.totals.total.amount, where ?? '').toBe(priceMinor);
      else expect(said(first)).toBe('PriceChanged');
    }
    expect(new Set(outcomes.map(({ first }) => said(first)))).toEqual(new Set(['confirmed', 'PriceChanged']));
    for (const { shop, first } of outcomes) {
      if (!first.ok) expect(linesOf(shop, cartOf('h'))).toEqual({ apple: 1 });
    }
  });
});
