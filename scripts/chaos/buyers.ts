import type { CartView } from '../../shared/contracts/cart.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import { localCredentials } from '../local-credentials.ts';

/** A buyer's try to check out. Status 0: no answer came. */
export interface Attempt {
  cartId: string;
  token: string;
  productId: string;
  status: number;
  orderId: string | null;
}

/** A cart with something in it, and the card that will pay for it. */
export interface Filled {
  attempt: Attempt;
  card: string;
}

const priceMinor = 700;
const cards = ['tok_ok', 'tok_ok', 'tok_ok', 'tok_slow', 'tok_declined', 'tok_timeout'];

/** People who buy over HTTP, and remember what they were told. */
export class Buyers {
  readonly attempts: Attempt[] = [];
  readonly received = new Map<string, number>();
  readonly #url: string;
  readonly #admin = { authorization: `Bearer ${localCredentials(process.env).ADMIN_TOKEN}` };

  constructor(url: string) {
    this.#url = url;
  }

  async newProduct(id: string, stock: number): Promise<string> {
    const product = { name: id, price: { amount: priceMinor, currency: 'EUR' } };
    await this.asAdmin('PUT', `/v1/products/${id}`, product);
    await this.asAdmin('POST', `/v1/products/${id}/stock`, { delta: stock });
    this.received.set(id, stock);
    return id;
  }

  async fillCarts(count: number, productId: string): Promise<Filled[]> {
    const carts: Filled[] = [];
    for (let i = 0; i < count; i++)
      carts.push(await this.#fillCart(productId, cards[i % cards.length] as string));
    return carts;
  }

  /** All at once. */
  async checkOut(carts: Filled[]): Promise<Attempt[]> {
    const attempts = await Promise.all(carts.map((cart) => this.#place(cart)));
    this.attempts.push(...attempts);
    return attempts;
  }

  async cart({ cartId, token }: Attempt): Promise<CartView> {
    return this.#send('GET', `/v1/carts/${cartId}`, undefined, { 'cart-token': token });
  }

  async asAdmin<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    return this.#send(method, path, body, this.#admin);
  }

  async #fillCart(productId: string, card: string): Promise<Filled> {
    const { cart, token } = await this.#send<{ cart: CartView; token: string }>('POST', '/v1/carts', {}, {});
    await this.#send(
      'POST',
      `/v1/carts/${cart.id}/items`,
      { productId, quantity: 1 },
      { 'cart-token': token },
    );
    return { attempt: { cartId: cart.id, token, productId, status: 0, orderId: null }, card };
  }

  async #place({ attempt, card }: Filled): Promise<Attempt> {
    const body = { cartId: attempt.cartId, email: 'chaos@example.com', payment: { token: card } };
    try {
      const response = await this.#request('POST', '/v1/orders', body, { 'cart-token': attempt.token });
      const order = (await response.json()) as Partial<OrderView>;
      return { ...attempt, status: response.status, orderId: order.id ?? null };
    } catch {
      return attempt;
    }
  }

  async #send<Body>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Body> {
    const response = await this.#request(method, path, body, headers);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  }

  #request(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Response> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const init = { method, headers: { ...json, ...headers } };
    return fetch(`${this.#url}${path}`, body === undefined ? init : { ...init, body: JSON.stringify(body) });
  }
}
