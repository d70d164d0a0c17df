import type { Caller } from '../../../shared/contracts/caller.ts';
import type { CartView } from '../../../shared/contracts/cart.ts';
import { expandCartQuerySchema, expandOrderQuerySchema } from '../../../shared/contracts/expanded.ts';
import { problemResponse } from '../../../shared/http/problem.ts';
import { parseQuery } from '../../../shared/http/query.ts';
import { json } from '../../../shared/http/respond.ts';
import { idInPath } from '../id-in-path.ts';
import type { Visit } from '../serve.ts';
import { partOf, shown } from './part.ts';

/** Asks for the thing itself. */
type Ask = (request: Request) => Promise<Response>;

/** A cart, with the products in it where `expand` asks for them. */
export async function expandCart(visit: Visit, caller: Caller, ask: Ask): Promise<Response> {
  const query = parseQuery(visit.request, expandCartQuerySchema);
  if (!query.ok) return problemResponse(query.rejection);
  if (query.value.expand.length === 0) return ask(visit.request);
  const response = await ask(plain(visit.request));
  if (!response.ok) return response;
  const cart = (await response.json()) as CartView;
  return json({ ...cart, expanded: { products: await productsOf(cart, visit, caller) } });
}

async function productsOf(cart: CartView, visit: Visit, caller: Caller): Promise<object> {
  if (cart.items.length === 0) return { status: 'ok', items: [] };
  const ids = cart.items.map(({ productId }) => productId).join(',');
  const path = `/v1/products?ids=${ids}&limit=100`;
  return shown(await partOf({ service: 'product', path }, visit, caller), ({ items }) => ({ items }));
}

/** An order, with its timeline and the mails about it where `expand` asks for them: all of it asked for at once. */
export async function expandOrder(visit: Visit, caller: Caller, ask: Ask): Promise<Response> {
  const query = parseQuery(visit.request, expandOrderQuerySchema);
  if (!query.ok) return problemResponse(query.rejection);
  const { expand } = query.value;
  if (expand.length === 0) return ask(visit.request);
  const [response, ...parts] = await Promise.all([
    ask(plain(visit.request)),
    ...expand.map((name) => orderPart(name, visit, caller)),
  ]);
  // The mails are not asked for by owner: whoever may not see the order sees nothing of them.
  if (!response.ok) return response;
  const expanded = Object.fromEntries(expand.map((name, index) => [name, parts[index]]));
  return json({ ...((await response.json()) as object), expanded });
}

async function orderPart(name: 'timeline' | 'notifications', visit: Visit, caller: Caller): Promise<object> {
  const id = idInPath(visit.request);
  const timeline = `/v1/orders/${id}/timeline`;
  if (name === 'timeline')
    return shown(await partOf({ service: 'order', path: timeline }, visit, caller), (all) => all);
  const mails = `/v1/admin/notifications?orderId=${id}&limit=100`;
  return shown(await partOf({ service: 'order', path: mails }, visit, caller), ({ items }) => ({ items }));
}

/** The request for the thing alone, all of it: its ETag does not stand for what comes along. */
function plain(request: Request): Request {
  const url = new URL(request.url);
  url.search = '';
  const asked = new Request(url, request);
  asked.headers.delete('if-none-match');
  return asked;
}
