import type { ProductSnapshot } from '../../../shared/contracts/product.ts';
import { Clock, Host } from '../../../shared/test-support/host.ts';
import { type Heard, ProductCopy } from '../product-copy.ts';

export const productId = 'tea';

export function snapshot(seq: number, change: Partial<ProductSnapshot> = {}): ProductSnapshot {
  return {
    productId,
    seq,
    name: 'Tea',
    description: '',
    image: null,
    attributes: {},
    price: { amount: 100 + seq, currency: 'EUR' },
    available: 10,
    status: 'active',
    version: seq,
    updatedAt: Date.UTC(2026, 10, 22, 10),
    ...change,
  };
}

export type Answer = Heard | 'fails';

/** A product's copy, and the carts that it tells: each notes what it heard, and answers as the test says. */
export class CopyRig extends Host<ProductCopy> {
  /** The `seq` of what each cart heard, in order. */
  readonly heard = new Map<string, number[]>();
  readonly answers: Map<string, Answer>;
  /** Runs while a cart is told, before it answers. */
  onTell: (cart: string) => Promise<void>;
  /** How many carts were told at the same time, at most. */
  atOnce = 0;

  constructor() {
    const heard = new Map<string, number[]>();
    const answers = new Map<string, Answer>();
    let telling = 0;
    super(
      new Clock(),
      (platform) =>
        new ProductCopy(platform, async (cart, _productId, facts) => {
          telling += 1;
          this.atOnce = Math.max(this.atOnce, telling);
          // A call to another actor never gets there at once.
          await new Promise(setImmediate);
          heard.set(cart, [...(heard.get(cart) ?? []), facts.seq]);
          await this.onTell(cart).finally(() => {
            telling -= 1;
          });
          const answer = answers.get(cart) ?? 'held';
          if (answer === 'fails') throw new Error('the cart cannot be reached');
          return answer;
        }),
    );
    this.heard = heard;
    this.answers = answers;
    this.onTell = async () => {};
  }

  /** A copy that so many carts watch, since long ago. */
  static async watchedBy(count: number): Promise<CopyRig> {
    const rig = new CopyRig();
    rig.housed.take(snapshot(1));
    for (const cart of carts(count)) rig.housed.watch(cart, null);
    await rig.passTo(rig.clock.now + 3_600_000);
    rig.heard.clear();
    return rig;
  }

  get watchers(): string[] {
    return this.rows<{ cart: string }>('SELECT cart FROM watcher ORDER BY cart').map(({ cart }) => cart);
  }

  /** What each of the carts heard last. */
  get newest(): (number | undefined)[] {
    return [...this.heard.values()].map((seqs) => seqs.at(-1));
  }
}

export function carts(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `crt_${String(i).padStart(3, '0')}`);
}
