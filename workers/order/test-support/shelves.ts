import type { Held, HoldRequest, ProductService } from '../../../shared/contracts/product.ts';
import type { Rejection } from '../../../shared/contracts/rejections.ts';
import type { Network } from './network.ts';

interface Shelf {
  onHand: number;
  priceMinor: number;
  currency: string;
}

type Hold = {
  /** Units that came back, by what brought them back. */
  restocked?: Record<string, number>;
  status: 'open' | 'sold' | 'released' | 'expired' | 'returned';
  quantity: number;
  expiresAt: number;
};

/** Product's side of a checkout in memory: a hold resolves once, and a repeat changes nothing. */
export class Shelves implements Omit<ProductService, 'quote' | 'quoteAll'> {
  readonly shelves: Record<string, Shelf> = {
    coffee: { onHand: 10, priceMinor: 150, currency: 'EUR' },
    onigiri: { onHand: 10, priceMinor: 220, currency: 'EUR' },
  };
  /** Products with a waiting room, with the token that it takes. */
  readonly rooms: Record<string, string> = {};
  readonly #network: Network;
  readonly #clock: () => number;
  readonly #holds = new Map<string, Hold>();

  constructor(network: Network, clock: () => number) {
    this.#network = network;
    this.#clock = clock;
  }

  /** By product: units on hand, promised to checkouts, and sold. */
  get books() {
    const ids = Object.keys(this.shelves);
    return Object.fromEntries(
      ids.map((id) => {
        const holds = [...this.#holds].filter(([key]) => key.startsWith(`${id} `)).map(([, hold]) => hold);
        const units = (status: Hold['status']) =>
          holds.filter((hold) => this.#now(hold) === status).reduce((sum, hold) => sum + stillSold(hold), 0);
        return [id, { onHand: this.#shelf(id).onHand, held: units('open'), sold: units('sold') }];
      }),
    );
  }

  async reserve(holdId: string, lines: HoldRequest[], ttlMs: number) {
    const held: Held[] = [];
    for (const line of lines.toSorted((a, b) => (a.productId < b.productId ? -1 : 1))) {
      const { productId, quantity } = line;
      const refusal = await this.#network.call(`reserve ${productId}`, () =>
        this.#reserve(line, holdId, ttlMs),
      );
      if (refusal) return refused(refusal);
      const { priceMinor: amount, currency } = this.#shelf(productId);
      held.push({ productId, quantity, unitPrice: { amount, currency }, name: productId, image: null });
    }
    return { ok: true as const, value: held, replayed: false };
  }

  async commit(holdId: string, lines: HoldRequest[]) {
    const refusals: (Rejection | undefined)[] = [];
    for (const { productId } of lines) {
      refusals.push(await this.#network.call(`commit ${productId}`, () => this.#commit(productId, holdId)));
    }
    const refusal = refusals.find((found) => found !== undefined);
    return refusal ? refused(refusal) : { ok: true as const, value: null, replayed: false };
  }

  async release(holdId: string, productIds: string[]): Promise<void> {
    for (const id of productIds) await this.#network.call(`release ${id}`, () => this.#release(id, holdId));
  }

  async giveBack(holdId: string, productIds: string[]): Promise<void> {
    for (const id of productIds) await this.#network.call(`giveBack ${id}`, () => this.#giveBack(id, holdId));
  }

  async restock(holdId: string, returnId: string, lines: HoldRequest[]): Promise<void> {
    for (const { productId, quantity } of lines) {
      await this.#network.call(`restock ${productId}`, () =>
        this.#restock(productId, holdId, returnId, quantity),
      );
    }
  }

  #reserve(
    { productId, quantity, ticket }: HoldRequest,
    holdId: string,
    ttlMs: number,
  ): Rejection | undefined {
    const hold = this.#holdOf(productId, holdId);
    const status = hold && this.#now(hold);
    if (status === 'open' || status === 'sold') return undefined;
    if (status) return { type: 'HoldResolved', holdId, status };
    const short = this.#shortage(productId, quantity);
    if (short) return short;
    const asked = this.rooms[productId];
    if (asked !== undefined && ticket?.token !== asked) return { type: 'WaitingRoom', productId };
    this.#holds.set(`${productId} ${holdId}`, { status: 'open', quantity, expiresAt: this.#clock() + ttlMs });
    return undefined;
  }

  #commit(productId: string, holdId: string): Rejection | undefined {
    const hold = this.#holdOf(productId, holdId);
    const status = hold && this.#now(hold);
    if (status === 'sold') return undefined;
    if (!hold || status === 'released' || status === 'returned') {
      return { type: 'HoldResolved', holdId, status: status ?? 'unknown' };
    }
    const short = status === 'expired' && this.#shortage(productId, hold.quantity);
    if (short) return short;
    hold.status = 'sold';
    this.#shelf(productId).onHand -= hold.quantity;
    return undefined;
  }

  #release(productId: string, holdId: string): void {
    const hold = this.#holdOf(productId, holdId);
    if (hold?.status === 'sold') throw new Error('a release of what is sold');
    if (!hold) this.#holds.set(`${productId} ${holdId}`, { status: 'released', quantity: 0, expiresAt: 0 });
    else if (hold.status !== 'returned') hold.status = 'released';
  }

  #giveBack(productId: string, holdId: string): void {
    const hold = this.#holdOf(productId, holdId);
    if (hold?.status === 'sold') {
      hold.status = 'returned';
      this.#shelf(productId).onHand += hold.quantity;
    } else this.#release(productId, holdId);
  }

  #restock(productId: string, holdId: string, returnId: string, quantity: number): void {
    const hold = this.#holdOf(productId, holdId);
    if (hold?.status !== 'sold' || stillSold(hold) < quantity)
      throw new Error('a restock of what is not sold');
    if (hold.restocked?.[returnId]) return;
    hold.restocked = { ...hold.restocked, [returnId]: quantity };
    this.#shelf(productId).onHand += quantity;
  }

  #shortage(productId: string, requested: number): Rejection | undefined {
    const { onHand, held } = this.books[productId] ?? { onHand: 0, held: 0 };
    const available = onHand - held;
    if (available >= requested) return undefined;
    return { type: 'InsufficientStock', items: [{ productId, requested, available }] };
  }

  #holdOf(productId: string, holdId: string): Hold | undefined {
    return this.#holds.get(`${productId} ${holdId}`);
  }

  #now({ status, expiresAt }: Hold): Hold['status'] {
    return status === 'open' && expiresAt <= this.#clock() ? 'expired' : status;
  }

  #shelf(productId: string): Shelf {
    return this.shelves[productId] ?? { onHand: 0, priceMinor: 0, currency: 'EUR' };
  }
}

function refused(rejection: Rejection) {
  return { ok: false as const, rejection, replayed: false };
}

function stillSold({ quantity, restocked = {} }: Hold): number {
  return Object.values(restocked).reduce((left, returned) => left - returned, quantity);
}
