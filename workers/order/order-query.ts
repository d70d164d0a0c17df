import type { Caller } from '../../shared/contracts/caller.ts';
import type { OrderListQuery } from '../../shared/contracts/order.ts';
import type { Problem } from '../../shared/http/problem.ts';
import { validationProblem } from '../../shared/http/validation.ts';
import { type Result, reject } from '../../shared/result.ts';
import type { OrderQuery } from './order-list.ts';

type Filter = Pick<OrderQuery, 'status' | 'customer' | 'from' | 'to'>;

/** Customers see their own orders whatever they ask for; administrators may ask for anybody's. */
export function filterFor(query: OrderListQuery, caller: Caller): Result<Filter, Problem> {
  const { from = 0, to = Number.MAX_SAFE_INTEGER, customer: asked } = query;
  const filter = { status: query.status ?? null, from, to };
  if (caller.kind === 'admin') return { ok: true, value: { ...filter, customer: asked ?? null } };
  if (caller.kind !== 'customer') return invalid('customer', 'only customers and administrators list orders');
  if (asked !== undefined && asked !== caller.customerId) return invalid('customer', 'must be you');
  return { ok: true, value: { ...filter, customer: caller.customerId } };
}

export function encodeAfter({ created, id }: { created: number; id: string }): string {
  return `${created} ${id}`;
}

export function decodeAfter(text: string): Result<OrderQuery['after'], Problem> {
  if (text === '') return { ok: true, value: null };
  const match = /^(\d{1,16}) (\S+)$/.exec(text);
  if (!match) return reject(invalidCursor);
  return { ok: true, value: { created: Number(match[1]), id: match[2] as string } };
}

export const invalidCursor = validationProblem([{ path: 'cursor', message: 'is not a cursor of ours' }]);

function invalid(path: string, message: string): { ok: false; rejection: Problem } {
  return reject(validationProblem([{ path, message }]));
}
