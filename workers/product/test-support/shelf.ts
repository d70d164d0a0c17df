import type { Call } from '../../../shared/contracts/call.ts';
import type { ProductUpdated } from '../../../shared/contracts/events.ts';
import type { ProductBody } from '../../../shared/contracts/product.ts';
import { Clock, Host } from '../../../shared/test-support/host.ts';
import { ProductActor, type ProductSubscribers } from '../actor.ts';
import { productId, ttlMs } from './salmon.ts';

export const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
export const cause = { caller: 'admin', request: 'req-1', trace };
export const admin: Call = { caller: { kind: 'admin' }, cause };

/** A call with an Idempotency-Key; `body` stands for what is asked. */
export function keyed(key: string, body = 'body'): Call {
  return { ...admin, repeat: { key, fingerprint: body } };
}

export const body: ProductBody = {
  name: 'Onigiri, salmon',
  description: 'Rice, nori, salmon',
  image: '/pictures/onigiri-salmon.svg',
  attributes: { category: 'food' },
  price: { amount: 180, currency: 'EUR' },
};

/** The catalog and the carts, as one: they can be down, and what they are told can get lost. */
class Subscribers implements ProductSubscribers {
  readonly told: ProductUpdated[] = [];
  down = false;
  lossy = false;
  #heard = 0;

  async tell(event: ProductUpdated): Promise<void> {
    if (this.down) throw new Error('the queue is down');
    if (this.lossy) return;
    this.told.push(event);
    this.#heard = Math.max(this.#heard, event.seq);
  }

  async haveHeard(_productId: string, seq: number): Promise<boolean> {
    return this.#heard >= seq;
  }
}

/** A product's actor on a disk and a clock of its own, and whom it tells. */
export class Shelf extends Host<ProductActor> {
  readonly subscribers: Subscribers;

  constructor(clock = new Clock(), id = productId) {
    const subscribers = new Subscribers();
    super(clock, (platform) => new ProductActor(platform, id, subscribers));
    this.subscribers = subscribers;
  }

  /** A listed product with so many on hand, of which everybody has heard. */
  static async with(onHand: number, clock = new Clock(), id = productId): Promise<Shelf> {
    const shelf = new Shelf(clock, id);
    shelf.housed.put(body, admin);
    if (onHand > 0) shelf.housed.adjust({ delta: onHand, reason: 'delivery' }, admin);
    await shelf.settle();
    shelf.subscribers.told.length = 0;
    return shelf;
  }

  reserve(holdId: string, quantity: number) {
    return this.housed.reserve(holdId, quantity, ttlMs, cause);
  }

  commit(holdId: string, quantity: number) {
    return this.housed.commit(holdId, quantity, cause);
  }

  release(holdId: string) {
    return this.housed.release(holdId, cause);
  }

  giveBack(holdId: string) {
    return this.housed.giveBack(holdId, cause);
  }

  get stock() {
    return this.housed.stock();
  }

  /** How many were left, each time that subscribers were told. */
  get toldAvailable(): number[] {
    return this.subscribers.told.map(({ data }) => data.available);
  }

  get eventTypes(): string[] {
    return this.housed.actor.events(0, 1_000).map(({ event }) => event.type);
  }
}
