import { expect, test } from 'vitest';
import type { DayTotals } from '../schemas.ts';
import { revenueOf, soldOn } from './revenue.ts';

function totals(
  day: string,
  currency: string,
  orders: number,
  captured: number,
  refunded: number,
): DayTotals {
  const money = (amount: number) => ({ amount, currency });
  return {
    day,
    currency,
    orders,
    total: money(captured),
    captured: money(captured),
    refunded: money(refunded),
  };
}

const days = ['2026-11-21', '2026-11-22', '2026-11-23'];
const sold = [
  totals('2026-11-23', 'EUR', 3, 900, 100),
  totals('2026-11-23', 'JPY', 1, 300, 0),
  totals('2026-11-21', 'EUR', 1, 200, 0),
];

test('each currency has its own series, with nothing on days without orders', () => {
  expect(revenueOf(sold, days)).toEqual([
    { currency: 'EUR', values: [200, 0, 800] },
    { currency: 'JPY', values: [0, 0, 300] },
  ]);
});

test('a day has all its orders, and its revenue after refunds', () => {
  expect(soldOn('2026-11-23', sold)).toEqual({
    orders: 4,
    revenue: [
      { amount: 800, currency: 'EUR' },
      { amount: 300, currency: 'JPY' },
    ],
  });
  expect(soldOn('2026-11-22', sold)).toEqual({ orders: 0, revenue: [] });
});
