import { unrecorded } from '../scripts/histories/history.ts';
import type { Api } from '../scripts/load/api.ts';
import { Keeper } from '../scripts/load/keeper.ts';
import { Shopper } from '../scripts/load/shopper.ts';

const units = 1_000_000;

/** Guests who fill a cart and check out, one purchase after the other, until they are told to stop. */
export class Buyers {
  /** The orders that were confirmed to them. */
  readonly orders: string[] = [];
  readonly #api: Api;
  readonly #products: string[];
  #isOpen = true;
  #clients: Promise<void>[] = [];

  constructor(api: Api, products = 8) {
    this.#api = api;
    this.#products = Array.from({ length: products }, (_, index) => `bench-${index + 1}`);
  }

  /** @throws when the shop does not take the products */
  async stock(): Promise<void> {
    const keeper = new Keeper('keeper', this.#api, unrecorded);
    for (const product of this.#products) await keeper.list(product, units);
  }

  come(clients: number): void {
    this.#isOpen = true;
    this.#clients = Array.from({ length: clients }, (_, index) => this.#buy(index));
  }

  async leave(): Promise<void> {
    this.#isOpen = false;
    await Promise.all(this.#clients);
  }

  async #buy(index: number): Promise<void> {
    const shopper = new Shopper(`buyer ${index}`, this.#api, unrecorded);
    for (let turn = index; this.#isOpen; turn++) {
      const basket = await shopper.fill(this.#products[turn % this.#products.length] as string, 1);
      const purchase = basket && (await shopper.checkOut(basket, 'tok_ok', true));
      if (purchase?.outcome === 'ok' && purchase.orderId) this.orders.push(purchase.orderId);
    }
  }
}
