import { beforeEach, describe, expect, it } from 'vitest';
import type { OrderStatus } from '../../shared/contracts/order.ts';
import type { DayTotals } from '../../shared/contracts/order-totals.ts';
import { dayMs } from '../../shared/time.ts';
import { simulatedD1 } from '../../test/simulation/d1.ts';
import { OrderList } from './order-list.ts';
import { listTotals } from './order-totals.ts';

let list: OrderList;
let db: D1Database;
beforeEach(() => {
  db = simulatedD1();
  list = new OrderList(db);
});

const firstOfMay = Date.UTC(2026, 4, 1);
let orders = 0;

/** News of an order as far as totals look at it. */
function order(
  status: OrderStatus,
  at: number,
  total: number,
  captured = total,
  refunded = 0,
  currency = 'EUR',
) {
  const money = (amount: number) => ({ amount, currency });
  const view = {
    totals: { total: money(total) },
    payment: { captured: money(captured), refunded: money(refunded) },
  };
  const id = `ord_${++orders}`;
  const data = {
    orderId: id,
    status,
    customerId: null,
    createdAt: at,
    forgotten: false,
    view: JSON.stringify(view),
  };
  const envelope = { id, source: id, seq: 1, version: 1, time: at, trace: '' } as const;
  return { ...envelope, type: 'OrderUpdated' as const, data };
}

async function page(query = ''): Promise<{ items: DayTotals[]; next: string | null }> {
  const request = new Request(`https://order.example/v1/admin/orders/totals?${query}`);
  return (await listTotals(request, list)).json();
}

async function totals(query = ''): Promise<[string, string, number, number, number, number][]> {
  return (await page(query)).items.map((item) => {
    const { day, currency, orders, total, captured, refunded } = item;
    return [day, currency, orders, total.amount, captured.amount, refunded.amount];
  });
}

describe('the totals of a day', () => {
  it('are none without orders', async () => {
    expect(await page()).toEqual({ items: [], next: null });
  });

  it('begin and end at midnight in UTC', async () => {
    const placed = [firstOfMay - 1, firstOfMay, firstOfMay + dayMs - 1, firstOfMay + dayMs];
    await list.take(placed.map((at) => order('confirmed', at, 100)));
    expect(await totals()).toEqual([
      ['2026-05-02', 'EUR', 1, 100, 100, 0],
      ['2026-05-01', 'EUR', 2, 200, 200, 0],
      ['2026-04-30', 'EUR', 1, 100, 100, 0],
    ]);
    expect(await totals('from=2026-05-01&to=2026-05-02')).toEqual([['2026-05-01', 'EUR', 2, 200, 200, 0]]);
    expect(await totals('from=2026-05-03')).toEqual([]);
  });

  it('keep currencies apart', async () => {
    await list.take([
      order('confirmed', firstOfMay, 100),
      order('fulfilled', firstOfMay, 7, 7, 0, 'JPY'),
      order('confirmed', firstOfMay, 5, 5, 0, 'CHF'),
    ]);
    expect(await totals()).toEqual([
      ['2026-05-01', 'CHF', 1, 5, 5, 0],
      ['2026-05-01', 'EUR', 1, 100, 100, 0],
      ['2026-05-01', 'JPY', 1, 7, 7, 0],
    ]);
  });

  it.each([
    ['placing', 100, 0, 0, []],
    ['awaitingPayment', 100, 0, 0, []],
    ['failed', 100, 0, 0, []],
    ['canceled', 100, 0, 0, []],
    ['confirmed', 100, 100, 0, [1, 100, 100, 0]],
    ['fulfilled', 100, 100, 0, [1, 100, 100, 0]],
    ['partiallyRefunded', 100, 100, 30, [1, 100, 100, 30]],
    ['refunded', 100, 100, 100, [1, 100, 100, 100]],
    // Their money was taken and given back; nothing was sold.
    ['canceled', 100, 100, 100, [0, 0, 100, 100]],
    ['failed', 100, 100, 100, [0, 0, 100, 100]],
  ] as const)(
    'of an order that is %s (%i, captured %i, refunded %i)',
    async (status, total, captured, refunded, sums) => {
      await list.take([order(status, firstOfMay, total, captured, refunded)]);
      expect(await totals()).toEqual(sums.length === 0 ? [] : [['2026-05-01', 'EUR', ...sums]]);
    },
  );

  it('follow an order that changes', async () => {
    const placed = order('confirmed', firstOfMay, 100);
    const view = JSON.parse(placed.data.view);
    view.payment.refunded.amount = 100;
    const data = { ...placed.data, status: 'refunded', view: JSON.stringify(view) };
    await list.take([placed, { ...placed, seq: 2, data }, placed]);
    expect(await totals()).toEqual([['2026-05-01', 'EUR', 1, 100, 100, 100]]);
  });

  it('come in pages that neither overlap nor leave anything out', async () => {
    const days = Array.from({ length: 7 }, (_, index) => firstOfMay + index * dayMs);
    await list.take(
      days.flatMap((at) => [order('confirmed', at, 1), order('confirmed', at, 2, 2, 0, 'CHF')]),
    );
    const found: string[] = [];
    for (let query = 'limit=3', next: string | null = ''; next !== null; query = `limit=3&cursor=${next}`) {
      const { items, next: following } = await page(query);
      found.push(...items.map(({ day, currency }) => `${day} ${currency}`));
      next = following;
    }
    expect(found).toHaveLength(14);
    expect(new Set(found).size).toBe(14);
    expect(found.slice(0, 3)).toEqual(['2026-05-07 CHF', '2026-05-07 EUR', '2026-05-06 CHF']);
  });

  it('are read from an index, without sorting', async () => {
    await list.take([order('confirmed', firstOfMay, 100)]);
    const queries: string[] = [];
    const spy = { ...db, prepare: (query: string) => db.prepare(queries.push(query) ? query : query) };
    list = new OrderList(spy as D1Database);
    await page();
    const query = queries.find((one) => one.includes('GROUP BY')) as string;
    const { results } = await db
      .prepare(`EXPLAIN QUERY PLAN ${query}`)
      .bind(0, 1e9, 1e9, '', 20)
      .all<{ detail: string }>();
    expect(results.map(({ detail }) => detail).join('; ')).toMatch(
      /^SEARCH \S+ USING COVERING INDEX \S+_day [^;]*$/,
    );
  });
});

it('orders from a version before slots are listed and summed up', async () => {
  const { id, seq, data } = order('confirmed', firstOfMay, 100);
  await db
    .prepare(
      'CREATE TABLE order_list (id TEXT PRIMARY KEY, seq, status, customer, created INTEGER, view TEXT)',
    )
    .run();
  const insert = db.prepare('INSERT INTO order_list VALUES (?, ?, ?, ?, ?, ?)');
  await insert.bind(id, seq, data.status, 'hana', data.createdAt, data.view).run();
  expect(await totals()).toEqual([['2026-05-01', 'EUR', 1, 100, 100, 0]]);
  const query = { status: null, customer: 'hana', from: 0, to: 1e14, after: null, limit: 10 };
  expect((await list.list(query)).items).toEqual([JSON.parse(data.view)]);
});
