import { maxStock } from '../../shared/contracts/product.ts';
import { ProductActor, type ProductSubscribers } from '../../workers/product/actor.ts';
import { orderIdOf } from './ids.ts';
import type { Awake, Wake } from './subject.ts';

const cause = { caller: 'admin', request: 'bench', trace: '' };
const admin = { caller: { kind: 'admin' }, cause } as const;
const ttlMs = 86_400_000;
/** Of so many commands, one is a hold that stays open. */
const staysOpenEvery = 20;

const subscribers: ProductSubscribers = { tell: async () => {}, haveHeard: async () => true };

/** A product that is reserved and sold, over and over. The longer its log, the more holds it knows and has open. */
export const wakeProduct: Wake = (platform): Awake => {
  const product = new ProductActor(platform, 'tea', subscribers);
  if (product.actor.seq === 0) {
    product.put({ name: 'Green tea', price: { amount: 189, currency: 'EUR' } }, admin);
    product.adjust({ delta: maxStock }, admin);
  }
  return {
    get seq() {
      return product.actor.seq;
    },
    get state() {
      return product.actor.state;
    },
    prepare: () => reserveOrCommit(product, product.actor.seq),
  };
};

function reserveOrCommit(product: ProductActor, turn: number): () => void {
  const isCommit = turn % 2 === 1 && turn % staysOpenEvery !== 1;
  const orderId = orderIdOf(isCommit ? turn - 1 : turn);
  return () => {
    const answer = isCommit ? product.commit(orderId, 1, cause) : product.reserve(orderId, 1, ttlMs, cause);
    if (!answer.ok) throw new Error(`a product refuses: ${answer.rejection.type}`);
  };
}
