/** What a guest was answered at the end, who wanted to buy something. */
export interface Bought {
  /** `201 confirmed`, `503 service-unavailable`. */
  answer: string;
  /** null: it did not come to an order. */
  orderId: string | null;
}

interface Answered {
  status: number;
  body: { id?: string; orderId?: string; status?: string | number; code?: string; token?: string };
}

/**
 * Buys one unit as a guest does: without this page's cookies, and without trying again, so that one sees what a buyer
 * would. @param headers of the checkout
 */
export async function buyAsGuest(productId: string, headers: Record<string, string>): Promise<Bought> {
  const created = await post('/v1/carts', {});
  const { cart, token = '' } = created.body as { cart?: { id: string }; token?: string };
  if (!cart) return boughtOf(created);
  const as = { 'cart-token': token };
  const added = await post(`/v1/carts/${cart.id}/items`, { productId, quantity: 1 }, as);
  if (added.status !== 200) return boughtOf(added);
  const order = { cartId: cart.id, email: 'guest@example.com', payment: { token: 'tok_ok' } };
  const placed = await post('/v1/orders', order, { ...as, ...headers });
  return { ...boughtOf(placed), orderId: placed.body.id ?? placed.body.orderId ?? null };
}

function boughtOf({ status, body }: Answered): Bought {
  return { answer: `${status} ${body.code ?? body.status}`, orderId: null };
}

async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Answered> {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'omit',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
