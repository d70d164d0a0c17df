import type { DayTotals, Money } from '../schemas.ts';

export interface Revenue {
  /** ISO 4217 */
  currency: string;
  /** A value for each day that was asked for, in minor units, after refunds. */
  values: number[];
}

/** What was earned on each day, a series for each currency. */
export function revenueOf(totals: readonly DayTotals[], days: readonly string[]): Revenue[] {
  const currencies = [...new Set(totals.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const own = totals.filter((total) => total.currency === currency);
    return { currency, values: days.map((day) => earnedOn(day, own)) };
  });
}

function earnedOn(day: string, totals: readonly DayTotals[]): number {
  const total = totals.find((each) => each.day === day);
  return total ? total.captured.amount - total.refunded.amount : 0;
}

/** Today's figures: how many orders, and how much by currency. */
export function soldOn(day: string, totals: readonly DayTotals[]): { orders: number; revenue: Money[] } {
  const own = totals.filter((total) => total.day === day);
  return {
    orders: own.reduce((sum, { orders }) => sum + orders, 0),
    revenue: own.map(({ currency }) => ({
      amount: earnedOn(
        day,
        own.filter((t) => t.currency === currency),
      ),
      currency,
    })),
  };
}
