import type { Caller } from '../../shared/contracts/caller.ts';
import { orderStatuses } from '../../shared/contracts/order.ts';
import { validationProblem } from '../../shared/http/json-body.ts';
import type { Problem } from '../../shared/http/problem.ts';
import { type Result, reject } from '../../shared/result.ts';
import { rfc3339 } from '../../shared/time.ts';
import type { OrderQuery } from './order-list.ts';

type Filter = Pick<OrderQuery, 'status' | 'customer' | 'from' | 'to'>;

/** Customers see their own orders whatever they ask for; administrators may ask for anybody's. */
export function listQuery(params: URLSearchParams, caller: Caller): Result<Filter, Problem> {
  const status = params.get('status');
  if (status !== null && !(orderStatuses as readonly string[]).includes(status)) {
    return invalid('status', `must be one of ${orderStatuses.join(', ')}`);
  }
  const from = moment(params.get('from'), 0);
  if (from === undefined) return invalid('from', 'must be an RFC 3339 time');
  const to = moment(params.get('to'), Number.MAX_SAFE_INTEGER);
  if (to === undefined) return invalid('to', 'must be an RFC 3339 time');
  const asked = params.get('customer');
  if (caller.kind === 'admin') return { ok: true, value: { status, customer: asked, from, to } };
  if (caller.kind !== 'customer') return invalid('customer', 'only customers and administrators list orders');
  if (asked !== null && asked !== caller.customerId) return invalid('customer', 'must be you');
  return { ok: true, value: { status, customer: caller.customerId, from, to } };
}

function moment(text: string | null, otherwise: number): number | undefined {
  if (text === null) return otherwise;
  const isTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const ms = Date.parse(text);
  if (!isTime || !Number.isFinite(ms)) return undefined;
  // `Date.parse` reads 30 February as a day in March.
  const day = text.slice(0, 10);
  return rfc3339(Date.parse(day)).startsWith(day) ? ms : undefined;
}

export function encodeAfter({ created, id }: { created: number; id: string }): string {
  return `${created} ${id}`;
}

export function decodeAfter(text: string): Result<OrderQuery['after'], Problem> {
  if (text === '') return { ok: true, value: null };
  const match = /^(\d{1,16}) (\S+)$/.exec(text);
  if (!match) return invalid('cursor', 'is not a cursor of ours');
  return { ok: true, value: { created: Number(match[1]), id: match[2] as string } };
}

function invalid(path: string, message: string): { ok: false; rejection: Problem } {
  return reject(validationProblem([{ path, message }]));
}
