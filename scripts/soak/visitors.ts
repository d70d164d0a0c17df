import { pause } from '../../shared/pause.ts';
import { Dice } from '../../shared/test-support/dice.ts';
import { unrecorded } from '../histories/history.ts';
import type { Api } from '../load/api.ts';
import { Keeper } from '../load/keeper.ts';
import { type Basket, type Purchase, Shopper } from '../load/shopper.ts';

const cards = [
  ...Array<string>(12).fill('tok_ok'),
  ...['tok_slow', 'tok_authenticate', 'tok_authenticate', 'tok_timeout'],
  ...['tok_declined', 'tok_insufficient_funds', 'tok_error'],
];

const plenty = Array.from({ length: 16 }, (_, index) => `soak-plenty-${index + 1}`);
/** Always about to sell out, so that refusals are part of the mix. */
const scarce = Array.from({ length: 4 }, (_, index) => `soak-scarce-${index + 1}`);
export const soakProducts = [...plenty, ...scarce];

const plentyUnits = 1_000_000;
const restockEveryMs = 10_000;
const restockUnits = 5;
/** More visitors at a time are overload, and are counted instead of let in. */
const maxInside = 200;

/** Visitors who come at a steady rate, whether the shop is fast or slow. */
export class Visitors {
  /** Checkouts whose buyers were not told how they ended. */
  readonly open = new Set<Purchase>();
  placed = 0;
  turnedAway = 0;
  readonly #api: Api;
  readonly #shopper: Shopper;
  readonly #keeper: Keeper;
  readonly #dice: Dice;
  readonly #inside = new Set<Promise<void>>();

  constructor(api: Api, seed: number) {
    this.#api = api;
    this.#shopper = new Shopper('visitor', api, unrecorded);
    this.#keeper = new Keeper('keeper', api, unrecorded);
    this.#dice = new Dice(seed);
  }

  async stock(): Promise<void> {
    for (const product of plenty) await this.#keeper.list(product, plentyUnits);
    for (const product of scarce) await this.#keeper.list(product, restockUnits);
  }

  async comeUntil(end: number, perSecond: number): Promise<void> {
    const restocking = this.#restockUntil(end);
    while (Date.now() < end) {
      if (this.#inside.size < maxInside) this.#letIn();
      else this.turnedAway += 1;
      await pause(1_000 / perSecond);
    }
    await Promise.all([restocking, ...this.#inside]);
  }

  #letIn(): void {
    const visit = this.#visit().finally(() => this.#inside.delete(visit));
    this.#inside.add(visit);
  }

  async #visit(): Promise<void> {
    const product = this.#dice.pick(this.#dice.roll(8) === 0 ? scarce : plenty);
    await this.#api.call('GET', '/v1/products?q=soak&limit=20');
    await this.#api.call('GET', `/v1/products/${product}`);
    if (this.#dice.roll(3) === 0) return;
    const basket = await this.#shopper.fill(product, 1 + this.#dice.roll(3));
    // One in three carts is left where it stands.
    if (!basket || this.#dice.roll(3) === 0) return;
    await this.#buy(basket);
  }

  async #buy(basket: Basket): Promise<void> {
    const purchase = await this.#shopper.checkOut(basket, this.#dice.pick(cards), true);
    this.placed += 1;
    if (purchase.outcome === 'info') this.open.add(purchase);
    if (purchase.outcome === 'info' && purchase.orderId) await this.#approve(purchase);
    if (purchase.outcome === 'ok' && this.#dice.roll(10) === 0) await this.#shopper.cancel(purchase);
  }

  /** Most do, some refuse, and some never come back: their order waits until its time is up. */
  async #approve({ orderId, token }: Purchase): Promise<void> {
    const mood = this.#dice.roll(10);
    if (mood === 0) return;
    await this.#api.call('POST', `/v1/payments/sandbox/${orderId}/authenticate`, {
      body: { approve: mood > 2 },
      headers: { 'cart-token': token },
    });
  }

  async #restockUntil(end: number): Promise<void> {
    for (; Date.now() < end; await pause(restockEveryMs))
      for (const product of scarce) await this.#keeper.receive(product, restockUnits);
  }
}
