import { NodePlatform, NodeStorage } from '../../shared/actor/node-platform.ts';
import type { ProductSnapshot } from '../../shared/contracts/product.ts';
import { type Heard, ProductCopy } from '../../workers/cart/product-copy.ts';
import { cartIdOf } from '../actors/ids.ts';
import type { Growth, Measured } from './subject.ts';
import { middle, timed, timedAsync } from './time.ts';

/** So many come in each round, and go at its end. */
const goes = 10;
/** Longer than a cart counts as one that may be about to add the product, and than the pause before it is told again. */
const laterMs = 60_000;

const snapshot: ProductSnapshot = {
  productId: 'tea',
  seq: 1,
  name: 'Green tea',
  description: '',
  image: null,
  attributes: {},
  price: { amount: 189, currency: 'EUR' },
  available: 60,
  status: 'active',
  version: 1,
  updatedAt: 0,
};

/** The carts themselves answer at once: theirs is the cost of a note in one cart, which does not grow with the others. */
export const watchingCarts: Growth = {
  name: 'watching-carts',
  unit: 'carts that watch a product',
  sizes: [10, 100, 1_000, 10_000, 100_000],
  operations: [
    { name: 'watch', nature: 'logarithmic', why: 'a row in the tree of watchers' },
    {
      name: 'tell, per cart',
      nature: 'flat',
      why: 'fifty carts at a time, each page found by the primary key',
    },
    {
      name: 'tell ten late watchers',
      nature: 'linear',
      why: 'looked for among all: an index by when they came would cost a row for each watch, and all were just told',
    },
  ],
  rounds: 20,
  of: async (carts, tell) => {
    const copy = new WatchedCopy(carts);
    await copy.isQuiet();
    tell(`${carts} carts`);
    return () => copy.measure(carts);
  },
};

class WatchedCopy {
  #now = Date.now();
  #carts = 0;
  #news = snapshot;
  #telling: Promise<void> = Promise.resolve();
  /** Their answer is that they do not hold the product any more, which ends their watch. */
  #leaving = new Set<string>();
  readonly #copy: ProductCopy;

  constructor(carts: number) {
    const defer = (work: Promise<void>) => {
      this.#telling = work;
    };
    const platform = new NodePlatform(new NodeStorage(), () => this.#now, defer);
    const hear = async (cart: string): Promise<Heard> => (this.#leaving.has(cart) ? 'notHeld' : 'held');
    this.#copy = new ProductCopy(platform, hear);
    this.#copy.take(snapshot);
    for (let cart = 0; cart < carts; cart++) this.#copy.watch(this.#newId(), null);
  }

  isQuiet(): Promise<void> {
    this.#now += laterMs;
    return this.#telling;
  }

  async measure(carts: number): Promise<Measured> {
    const ids = Array.from({ length: goes }, () => this.#newId());
    const watch = middle(goes, (go) => timed(() => this.#copy.watch(ids[go] as string, null)));
    this.#leaving = new Set(ids);
    const telling = await this.#tellAll();
    const again = await this.#tellAgain();
    return { watch, 'tell, per cart': telling / (carts + goes), 'tell ten late watchers': again };
  }

  /** Of another price. Those who came lately stay, since they may be about to add the product. */
  #tellAll(): Promise<number> {
    const { seq, price } = this.#news;
    this.#news = { ...this.#news, seq: seq + 1, price: { ...price, amount: price.amount + 1 } };
    return timedAsync(() => {
      this.#copy.take(this.#news);
      return this.#telling;
    });
  }

  /** By the alarm. Now they go, so that as many are left as before. */
  #tellAgain(): Promise<number> {
    this.#now += laterMs;
    return timedAsync(() => this.#copy.ring());
  }

  #newId(): string {
    return cartIdOf(++this.#carts);
  }
}
