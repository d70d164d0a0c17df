import { NodePlatform, NodeStorage } from '../../shared/actor/node-platform.ts';
import type { Answer } from '../../shared/contracts/call.ts';
import { maxStock } from '../../shared/contracts/product.ts';
import { ProductActor, type ProductSubscribers } from '../../workers/product/actor.ts';
import { orderIdOf } from '../actors/ids.ts';
import type { Growth, Measured } from './subject.ts';
import { middle, middleAsync, timed, timedAsync } from './time.ts';

const cause = { caller: 'admin', request: 'bench', trace: '' };
const admin = { caller: { kind: 'admin' }, cause } as const;
const goes = 20;
/** Longer than all rounds together move the clock. */
const longMs = 30 * 86_400_000;
const shortMs = 60_000;

const subscribers: ProductSubscribers = { tell: async () => {}, haveHeard: async () => true };

/** Every hold is a row in a table with an index by when it ends. */
export const openHolds: Growth = {
  name: 'open-holds',
  unit: 'open holds of a product',
  sizes: [10, 100, 1_000, 10_000, 100_000],
  operations: [
    {
      name: 'reserve',
      nature: 'logarithmic',
      why: 'a row in the tree of holds, and one in that of their ends',
    },
    { name: 'commit', nature: 'logarithmic', why: 'the same rows' },
    { name: 'expiry', nature: 'logarithmic', why: 'the alarm finds what is due by the index' },
  ],
  rounds: 100,
  of: async (holds, tell) => {
    const shelf = new Shelf(holds);
    tell(`${holds} holds`);
    return () => shelf.measure();
  },
};

class Shelf {
  #now = Date.now();
  #orders = 0;
  readonly #product: ProductActor;

  constructor(holds: number) {
    const platform = new NodePlatform(new NodeStorage(), () => this.#now);
    this.#product = new ProductActor(platform, 'tea', subscribers);
    this.#product.put({ name: 'Green tea', price: { amount: 189, currency: 'EUR' } }, admin);
    this.#product.adjust({ delta: maxStock }, admin);
    for (let hold = 0; hold < holds; hold++) this.#reserve(this.#newId(), longMs);
  }

  async measure(): Promise<Measured> {
    const ids = Array.from({ length: goes }, () => this.#newId());
    return {
      reserve: middle(goes, (go) => timed(() => this.#reserve(ids[go] as string, longMs))),
      commit: middle(goes, (go) => timed(() => granted(this.#product.commit(ids[go] as string, 1, cause)))),
      expiry: await middleAsync(goes, () => this.#expiry()),
    };
  }

  /** Of one hold, which was made for that. */
  #expiry(): Promise<number> {
    this.#reserve(this.#newId(), shortMs);
    this.#now += shortMs;
    return timedAsync(() => this.#product.ring());
  }

  #reserve(id: string, ttlMs: number): void {
    granted(this.#product.reserve(id, 1, ttlMs, cause));
  }

  #newId(): string {
    return orderIdOf(++this.#orders);
  }
}

function granted(answer: Answer<unknown>): void {
  if (!answer.ok) throw new Error(`a product refuses: ${answer.rejection.type}`);
}
