import type { CartView } from '../../shared/contracts/cart.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import { pause } from '../../shared/pause.ts';
import type { Dice } from '../../shared/test-support/dice.ts';
import type { Api } from '../load/api.ts';
import type { Samples } from './figures.ts';

/** How often a buyer asks who was answered 202. */
export const pollEveryMs = 50;
/** A buyer who does not know by then counts as a failure. */
const patienceMs = 20_000;

/**
 * Fills a cart with one product or three, looks at it, and buys; again and again, one step after the other.
 *
 * Not by a load generator such as autocannon: its requests are written beforehand, and here each needs what the
 * one before answered, and the number of polls is not known.
 */
export class Buyer {
  readonly #api: Api;
  readonly #products: string[];
  readonly #dice: Dice;
  readonly #samples: Samples;

  constructor(api: Api, products: string[], dice: Dice, samples: Samples) {
    this.#api = api;
    this.#products = products;
    this.#dice = dice;
    this.#samples = samples;
  }

  async buyUntil(end: number): Promise<void> {
    while (performance.now() < end) await this.#buy();
  }

  async #buy(): Promise<void> {
    const created = await this.#api.call<{ cart: CartView; token: string }>('POST', '/v1/carts', {
      body: {},
    });
    if (created.status !== 201) return this.#fail();
    const { cart, token } = created.body;
    const headers = { 'cart-token': token };
    for (const productId of this.#choose()) {
      const began = performance.now();
      const body = { productId, quantity: 1 };
      const { status } = await this.#api.call('POST', `/v1/carts/${cart.id}/items`, { body, headers });
      if (status !== 200) return this.#fail();
      this.#samples.addMs.push(performance.now() - began);
    }
    await this.#api.call('GET', `/v1/carts/${cart.id}`, { headers });
    await this.#checkOut(cart.id, headers);
  }

  async #checkOut(cartId: string, headers: Record<string, string>): Promise<void> {
    const began = performance.now();
    const body = { cartId, email: 'buyer@example.com', payment: { token: 'tok_ok' } };
    const { status, body: order } = await this.#api.call<OrderView>('POST', '/v1/orders', { body, headers });
    if (status !== 201 && status !== 202) return this.#fail();
    this.#samples.checkoutMs.push(performance.now() - began);
    if (!(await this.#isConfirmed(order, headers, began + patienceMs))) return this.#fail();
    this.#samples.knownMs.push(performance.now() - began);
    this.#samples.orders += 1;
  }

  async #isConfirmed(order: OrderView, headers: Record<string, string>, deadline: number): Promise<boolean> {
    let { status } = order;
    while (status === 'placing' && performance.now() < deadline) {
      await pause(pollEveryMs);
      const seen = await this.#api.call<OrderView>('GET', `/v1/orders/${order.id}`, { headers });
      if (seen.status === 200) status = seen.body.status;
    }
    return status === 'confirmed';
  }

  #choose(): string[] {
    return this.#dice.shuffled(this.#products).slice(0, this.#dice.pick([1, 3]));
  }

  #fail(): void {
    this.#samples.failures += 1;
  }
}
