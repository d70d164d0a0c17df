import { beforeEach, expect, it } from 'vitest';
import type { OrderStatus } from '../../shared/contracts/order.ts';
import { simulatedD1 } from '../../test/simulation/d1.ts';
import { OrderList, type OrderQuery } from './order-list.ts';

type Asked = { query: string; bindings: unknown[] };

let db: ReturnType<typeof simulatedD1>;
let list: OrderList;
let asked: Asked[];

/** Notes what the list asks of its database. */
beforeEach(() => {
  db = simulatedD1();
  asked = [];
  const prepare = (query: string) => {
    const statement = db.prepare(query);
    const bind = (...bindings: unknown[]) => {
      asked.push({ query, bindings });
      return db.prepare(query).bind(...bindings);
    };
    return Object.assign(statement, { bind });
  };
  list = new OrderList({ ...db, prepare } as unknown as D1Database);
});

const everything: OrderQuery = {
  status: null,
  customer: null,
  from: 0,
  to: Number.MAX_SAFE_INTEGER,
  after: null,
  limit: 3,
};

function order(id: string, createdAt: number, status: OrderStatus = 'confirmed') {
  const money = { amount: 1, currency: 'EUR' };
  const view = { id, totals: { total: money }, payment: { captured: money, refunded: money } };
  const data = {
    orderId: id,
    status,
    customerId: null,
    createdAt,
    forgotten: false,
    view: JSON.stringify(view),
  };
  const envelope = { id, source: id, seq: 1, version: 1, time: createdAt, trace: '' } as const;
  return { ...envelope, type: 'OrderUpdated' as const, data };
}

/** Ids by page, as somebody gets them who goes on to the end. */
async function pages(query: Partial<OrderQuery> = {}): Promise<string[][]> {
  const found: string[][] = [];
  let after: OrderQuery['after'] = null;
  do {
    const page = await list.list({ ...everything, ...query, after });
    found.push(page.items.map(({ id }) => id));
    after = page.last;
  } while (after !== null && found.length < 10);
  return found;
}

/** How SQLite finds a page, and how many orders lie in the range of time that it goes through. */
function lastLook(): { plan: string; inRange: number } {
  const { query, bindings } = asked.findLast(({ query }) => query.includes('ORDER BY')) as Asked;
  const plan = db.disk.prepare(`EXPLAIN QUERY PLAN ${query}`).all(...(bindings as string[]));
  const range = db.disk.prepare('SELECT COUNT(*) AS n FROM order_list_a WHERE created >= ? AND created < ?');
  const inRange = Number(range.get(...(bindings.slice(0, 2) as number[]))?.n);
  return { plan: plan.map(({ detail }) => detail).join('; '), inRange };
}

it('pages go on where the one before ended, also among orders of the same moment', async () => {
  await list.take([...'hgfedcba'].map((id) => order(id, id < 'f' ? 10 : 20)));
  expect(await pages()).toEqual([
    ['f', 'g', 'h'],
    ['a', 'b', 'c'],
    ['d', 'e'],
  ]);
  expect(await pages({ to: 20 })).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e'],
  ]);
  expect(await pages({ from: 11 })).toEqual([['f', 'g', 'h']]);
});

it('a page behind a cursor does not go through what is before it', async () => {
  await list.take(Array.from({ length: 30 }, (_, index) => order(`ord_${index}`, index)));
  await list.list({ ...everything, after: { created: 5, id: 'ord_5' } });
  expect(lastLook().inRange).toBe(6);
});

it('orders of a status are read from an index, however few they are', async () => {
  await list.take([order('a', 10), order('b', 20, 'canceled')]);
  expect(await pages({ status: 'canceled' })).toEqual([['b']]);
  expect(lastLook().plan).toMatch(
    /^SEARCH \S+ USING INDEX \S+_status \(status=\? AND created>\? AND created<\?\)$/,
  );
});
