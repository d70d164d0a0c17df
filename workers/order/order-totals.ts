import type { OrderStatus } from '../../shared/contracts/order.ts';
import { type DayTotals, orderTotalsQuerySchema } from '../../shared/contracts/order-totals.ts';
import { encodeCursor } from '../../shared/contracts/page.ts';
import { problemResponse } from '../../shared/http/problem.ts';
import { parseQuery } from '../../shared/http/query.ts';
import { json } from '../../shared/http/respond.ts';
import { money } from '../../shared/money.ts';
import { isoDay } from '../../shared/time.ts';
import type { OrderList } from './order-list.ts';
import { invalidCursor } from './order-query.ts';

/** Of an order that stands, whatever was given back of its money. */
const standing: readonly OrderStatus[] = ['confirmed', 'fulfilled', 'partiallyRefunded', 'refunded'];

/** Where a page ended. */
interface After {
  /** days since 1970 */
  day: number;
  currency: string;
}

interface TotalsQuery {
  /** days since 1970, inclusive */
  from: number;
  /** days since 1970, exclusive */
  to: number;
  after: After | null;
  limit: number;
}

type Row = After & { orders: number; total: number; captured: number; refunded: number };

/** What came of the orders of each day, the newest day first. Money counts whatever became of its order. */
async function totalsOf(
  list: OrderList,
  { from, to, after, limit }: TotalsQuery,
): Promise<{ rows: Row[]; last: After | null }> {
  const stands = `status IN (${standing.map((status) => `'${status}'`).join(', ')})`;
  const { day, currency } = after ?? { day: Number.MAX_SAFE_INTEGER, currency: '' };
  const rows = await list.projection.read<Row>((db, slot) =>
    db
      .prepare(
        `SELECT day, currency, SUM(${stands}) AS orders, SUM(IIF(${stands}, total, 0)) AS total,
           SUM(captured) AS captured, SUM(refunded) AS refunded
         FROM order_list_${slot}
         WHERE day >= ?1 AND day < ?2 AND (day < ?3 OR (day = ?3 AND currency > ?4))
         GROUP BY day, currency HAVING SUM(${stands}) > 0 OR SUM(captured) > 0
         ORDER BY day DESC, currency LIMIT ?5`,
      )
      .bind(from, to, day, currency, limit + 1),
  );
  const page = rows.slice(0, limit);
  return { rows: page, last: rows.length > limit ? (page.at(-1) ?? null) : null };
}

function viewOf({ day, currency, orders, total, captured, refunded }: Row): DayTotals {
  return {
    day: isoDay(day),
    currency,
    orders,
    total: money(total, currency),
    captured: money(captured, currency),
    refunded: money(refunded, currency),
  };
}

export async function listTotals(request: Request, list: OrderList): Promise<Response> {
  const query = parseQuery(request, orderTotalsQuerySchema);
  if (!query.ok) return problemResponse(query.rejection);
  const { from = 0, to = Number.MAX_SAFE_INTEGER, cursor, limit } = query.value;
  const after = cursor === undefined ? null : decodeAfter(cursor);
  if (after === undefined) return problemResponse(invalidCursor);
  const { rows, last } = await totalsOf(list, { from, to, after, limit });
  return json({ items: rows.map(viewOf), next: encodeCursor(last && `${last.day} ${last.currency}`) });
}

function decodeAfter(cursor: string): After | undefined {
  const match = /^(\d{1,7}) ([A-Z]{3})$/.exec(cursor);
  return match ? { day: Number(match[1]), currency: match[2] as string } : undefined;
}
