import { randomUUID } from 'node:crypto';
import type { CartView } from '../../shared/contracts/cart.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import { pause } from '../../shared/pause.ts';
import { type Entry, now, type Recorder } from '../histories/history.ts';
import type { Api, Reply } from './api.ts';

/** A cart with one product in it. */
export interface Basket {
  cartId: string;
  token: string;
  product: string;
  units: number;
}

/** A checkout, as its buyer knows it. */
export interface Purchase extends Basket {
  outcome: Entry['outcome'];
  /** null: the buyer was never told. */
  orderId: string | null;
}

type CheckoutReply = Reply<
  Partial<OrderView> & { code?: string; orderId?: string; items?: { available?: number }[] }
>;

/** These say that nothing was bought, and nothing will be. */
const refusals = ['insufficient-stock', 'payment-declined', 'price-changed', 'cart-empty'];

const maxAttempts = 20;

/** A guest who shops over HTTP and remembers what was said. */
export class Shopper {
  readonly #name: string;
  readonly #api: Api;
  readonly #history: Recorder;

  constructor(name: string, api: Api, history: Recorder) {
    this.#name = name;
    this.#api = api;
    this.#history = history;
  }

  /** Undefined where it cannot be had now. */
  async fill(product: string, units: number): Promise<Basket | undefined> {
    const created = await this.#api.call<{ cart: CartView; token: string }>('POST', '/v1/carts', {
      body: {},
    });
    if (created.status !== 201) return undefined;
    const { cart, token } = created.body;
    const added = await this.#api.call('POST', `/v1/carts/${cart.id}/items`, {
      body: { productId: product, quantity: units },
      headers: { 'cart-token': token },
    });
    return added.status === 200 ? { cartId: cart.id, token, product, units } : undefined;
  }

  /** @param isPatient asks again, under the same Idempotency-Key, where no answer came */
  async checkOut(basket: Basket, card: string, isPatient: boolean): Promise<Purchase> {
    const call = now();
    const key = randomUUID();
    let attempts = 1;
    let reply = await this.#place(basket, card, key);
    for (; isPatient && isOpen(reply) && attempts < maxAttempts; attempts++) {
      await pause(500);
      reply = await this.#place(basket, card, key);
    }
    const outcome = outcomeOf(reply);
    const orderId = reply.body.id ?? reply.body.orderId ?? null;
    this.#note('checkout', basket, orderId, call, { outcome, attempts, result: resultOf(reply) });
    return { ...basket, outcome, orderId };
  }

  async cancel(purchase: Purchase): Promise<void> {
    const call = now();
    const { status, body } = await this.#ofOrder(purchase, 'POST', '/cancel', {});
    const isDone = status === 200 && body.status === 'canceled';
    const isRefused = status >= 400 && status < 500;
    const outcome = isDone ? 'ok' : isRefused ? 'fail' : 'info';
    this.#note('cancel', purchase, purchase.orderId, call, {
      outcome,
      result: isDone ? { status: body.status } : null,
    });
  }

  async look(purchase: Purchase): Promise<void> {
    const call = now();
    const { status, body } = await this.#ofOrder(purchase, 'GET', '');
    if (status !== 200 && status !== 404) return;
    // An order that is gone is an answer too, and no model has it.
    const result = { status: status === 404 ? 'gone' : body.status };
    this.#note('order', purchase, purchase.orderId, call, { outcome: 'ok', result });
  }

  #place({ cartId, token }: Basket, card: string, key: string): Promise<CheckoutReply> {
    return this.#api.call('POST', '/v1/orders', {
      body: { cartId, email: 'shopper@example.com', payment: { token: card } },
      headers: { 'cart-token': token, 'idempotency-key': key },
    });
  }

  #ofOrder(
    { orderId, token }: Purchase,
    method: string,
    action: string,
    body?: unknown,
  ): Promise<Reply<OrderView>> {
    return this.#api.call(method, `/v1/orders/${orderId}${action}`, {
      body,
      headers: { 'cart-token': token },
    });
  }

  #note(
    operation: Entry['operation'],
    { product, units }: Basket,
    order: string | null,
    call: number,
    known: Pick<Entry, 'outcome' | 'result'> & Partial<Entry>,
  ): void {
    const end = known.outcome === 'info' ? null : now();
    const argument = operation === 'order' ? null : units;
    const what = { client: this.#name, operation, product, order, argument, call };
    this.#history.add({ ...what, return: end, attempts: 1, ...known });
  }
}

/** No answer, or the answer that the first try has not come to its end. */
function isOpen({ status, body }: CheckoutReply): boolean {
  return status === 0 || body.code === 'request-in-progress';
}

function outcomeOf({ status, body }: CheckoutReply): Entry['outcome'] {
  if (status === 201 && body.status === 'confirmed') return 'ok';
  return refusals.includes(body.code ?? '') ? 'fail' : 'info';
}

function resultOf({ status, body }: CheckoutReply): Entry['result'] {
  if (status === 0) return null;
  if (body.code === undefined) return { status: body.status ?? '' };
  const available = body.items?.[0]?.available;
  return { code: body.code, ...(available === undefined ? {} : { available }) };
}
