import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import type { DayTotals, Health, Order } from '../schemas.ts';

export interface ShopToday {
  health: Health;
  /** Of the last days, the newest first; a day without orders is not there. */
  days: DayTotals[];
  /** Orders of today that failed, the newest first, as far as anybody counts them. */
  failed: Order[];
  /** Whether more have failed than are counted. */
  hasMore: boolean;
  waiting: number;
}

const dayMs = 86_400_000;
/** How many days the chart of revenue shows. */
export const daysShown = 14;

/** How the shop is, asked for at one moment. @param now ms since 1970 */
export async function shopToday(now: number): Promise<ShopToday> {
  const from = dayOf(now);
  const since = dayOf(now - (daysShown - 1) * dayMs);
  const [health, totals, failed, waiting] = await Promise.all([
    http.GET('/healthz'),
    http.GET('/v1/admin/orders/totals', { params: { query: { from: since, limit: 100 } } }),
    http.GET('/v1/orders', {
      params: { query: { status: 'failed', from: `${from}T00:00:00Z`, limit: 100 } },
    }),
    http.GET('/v1/orders', { params: { query: { status: 'awaitingPayment', limit: 100 } } }),
  ]);
  const failures = dataOf(failed);
  return {
    health: dataOf(health),
    days: dataOf(totals).items,
    failed: failures.items,
    hasMore: failures.next !== null,
    waiting: dataOf(waiting).items.length,
  };
}

/** As the shop counts days: in UTC. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The days of the chart, the oldest first. */
export function lastDays(now: number): string[] {
  return Array.from({ length: daysShown }, (_, index) => dayOf(now - (daysShown - 1 - index) * dayMs));
}
