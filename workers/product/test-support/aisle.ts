import { Clock } from '../../../shared/test-support/host.ts';
import { productService, type RemoteProduct } from '../service.ts';
import { Shelf } from './shelf.ts';

export interface Call {
  productId: string;
  method: string;
  holdId: string;
}

/**
 * Several products and the service over them. A call takes a turn of the event loop in each direction, as a
 * call over the network would, so that two checkouts at once really get in between each other.
 */
export class Aisle {
  readonly clock = new Clock();
  readonly calls: Call[] = [];
  readonly #shelves = new Map<string, Shelf>();
  /** Thrown by the next call of this method at this product. */
  broken: { productId: string; method: string } | null = null;

  readonly service = productService((id) => this.#remote(id));

  static async with(stock: Record<string, number>): Promise<Aisle> {
    const aisle = new Aisle();
    for (const [id, onHand] of Object.entries(stock)) {
      aisle.#shelves.set(id, await Shelf.with(onHand, aisle.clock, id));
    }
    return aisle;
  }

  shelf(id: string): Shelf {
    const known = this.#shelves.get(id) ?? new Shelf(this.clock, id);
    this.#shelves.set(id, known);
    return known;
  }

  /** What is held and what is sold of each product. */
  get balance(): Record<string, { held: number; sold: number }> {
    const entries = [...this.#shelves].map(([id, shelf]) => {
      const { held = 0, sold = 0 } = shelf.stock ?? {};
      return [id, { held, sold }] as const;
    });
    return Object.fromEntries(entries);
  }

  #remote(id: string): RemoteProduct {
    const call = async <Value>(method: string, holdId: string, work: (shelf: Shelf) => Value) => {
      this.calls.push({ productId: id, method, holdId });
      await turn();
      if (this.broken?.productId === id && this.broken.method === method) {
        this.broken = null;
        throw new Error('the network failed');
      }
      const value = work(this.shelf(id));
      await turn();
      return value;
    };
    return {
      snapshot: () => call('snapshot', '', ({ housed }) => housed.snapshot()),
      reserve: (holdId, quantity, ttlMs, cause) =>
        call('reserve', holdId, ({ housed }) => housed.reserve(holdId, quantity, ttlMs, cause)),
      commit: (holdId, quantity, cause) =>
        call('commit', holdId, ({ housed }) => housed.commit(holdId, quantity, cause)),
      release: (holdId, cause) => call('release', holdId, ({ housed }) => housed.release(holdId, cause)),
      giveBack: (holdId, cause) => call('giveBack', holdId, ({ housed }) => housed.giveBack(holdId, cause)),
      restock: (holdId, returnId, quantity, cause) =>
        call('restock', holdId, ({ housed }) => housed.restock(holdId, returnId, quantity, cause)),
    };
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function want(quantities: Record<string, number>) {
  return Object.entries(quantities).map(([productId, quantity]) => ({ productId, quantity }));
}
