import { pause } from '../../shared/pause.ts';
import { Dice } from '../../shared/test-support/dice.ts';
import type { History } from '../histories/history.ts';
import type { Api } from './api.ts';
import { Keeper } from './keeper.ts';
import { type Basket, type Purchase, Shopper } from './shopper.ts';

/** Most can pay; a slow bank makes holds long; the others fail in each way that a bank knows. */
const cards = [
  'tok_ok',
  'tok_ok',
  'tok_ok',
  'tok_slow',
  'tok_slow',
  'tok_declined',
  'tok_timeout',
  'tok_error',
];

/** Clients who shop, count and restock without a pause to speak of, until they are told to stop. */
export class Crowd {
  readonly purchases: Purchase[] = [];
  readonly #api: Api;
  readonly #history: History;
  readonly #products: string[];
  #isOpen = true;
  readonly #clients: Promise<void>[] = [];

  constructor(api: Api, history: History, products: string[]) {
    this.#api = api;
    this.#history = history;
    this.#products = products;
  }

  come(clients: number, seed: number): void {
    for (let index = 0; index < clients; index++)
      this.#clients.push(this.#live(index, new Dice(seed + index)));
  }

  /** So many with a full cart each, who wait for the doors to open. */
  async queueUp(shoppers: number, product: string): Promise<Basket[]> {
    const fill = (index: number) => this.#shopper(`early ${index}`).fill(product, 1);
    const baskets = await Promise.all(Array.from({ length: shoppers }, (_, index) => fill(index)));
    return baskets.filter((basket) => basket !== undefined);
  }

  /** All of them check out at the same moment. */
  rush(baskets: Basket[], seed: number): void {
    const dice = new Dice(seed);
    this.#clients.push(
      ...baskets.map((basket, index) =>
        this.#checkOut(this.#shopper(`early ${index}`), basket, new Dice(dice.roll(2 ** 31))),
      ),
    );
  }

  /** Nobody starts anything new; what is under way comes to its end. */
  async leave(): Promise<void> {
    this.#isOpen = false;
    await Promise.all(this.#clients);
  }

  async #live(index: number, dice: Dice): Promise<void> {
    const shopper = this.#shopper(`shopper ${index}`);
    const keeper = new Keeper(`keeper ${index}`, this.#api, this.#history);
    while (this.#isOpen) {
      const product = dice.pick(this.#products);
      const what = dice.roll(10);
      if (what < 2) await keeper.count(product);
      else if (what === 2) await keeper.receive(product, dice.pick([-1, 1, 2]));
      else await this.#shop(shopper, product, dice);
      await pause(50 + dice.roll(200));
    }
  }

  async #shop(shopper: Shopper, product: string, dice: Dice): Promise<void> {
    const basket = await shopper.fill(product, 1 + dice.roll(2));
    if (basket) await this.#checkOut(shopper, basket, dice);
  }

  async #checkOut(shopper: Shopper, basket: Basket, dice: Dice): Promise<void> {
    const purchase = await shopper.checkOut(basket, dice.pick(cards), dice.roll(2) === 0);
    this.purchases.push(purchase);
    if (purchase.outcome !== 'ok') return;
    if (dice.roll(3) === 0) await shopper.look(purchase);
    if (dice.roll(4) === 0) {
      await shopper.cancel(purchase);
      await shopper.look(purchase);
    }
  }

  #shopper(name: string): Shopper {
    return new Shopper(name, this.#api, this.#history);
  }
}
