import type { Caller } from '../../../shared/contracts/caller.ts';
import { storefrontQuerySchema } from '../../../shared/contracts/expanded.ts';
import { problemResponse } from '../../../shared/http/problem.ts';
import { parseQuery } from '../../../shared/http/query.ts';
import { json } from '../../../shared/http/respond.ts';
import type { Identity } from '../authenticate.ts';
import type { Visit } from '../serve.ts';
import { type Part, partOf, shown } from './part.ts';

const latestOrders = 3;
const absent: Part = { status: 'absent' };

/** What a shop's first page needs, in one request: each part by itself, so that one that is missing is only that. */
export async function storefront(visit: Visit, { caller }: Identity): Promise<Response> {
  const query = parseQuery(visit.request, storefrontQuerySchema);
  if (!query.ok) return problemResponse(query.rejection);
  const [catalog, cart, orders] = await Promise.all([
    partOf({ service: 'product', path: '/v1/products' }, visit, caller),
    cartOf(query.value.cart, visit, caller),
    ordersOf(visit, caller),
  ]);
  return json({
    catalog: shown(catalog, (page) => page),
    cart: shown(cart, (body) => ({ cart: body })),
    orders: shown(orders, ({ items }) => ({ items })),
  });
}

async function cartOf(id: string | undefined, visit: Visit, caller: Caller): Promise<Part> {
  if (id === undefined || caller.kind === 'anonymous') return absent;
  return partOf({ service: 'cart', path: `/v1/carts/${id}` }, visit, caller);
}

async function ordersOf(visit: Visit, caller: Caller): Promise<Part> {
  if (caller.kind !== 'customer') return absent;
  return partOf({ service: 'order', path: `/v1/orders?limit=${latestOrders}` }, visit, caller);
}
