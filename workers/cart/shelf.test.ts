import { describe, expect, it } from 'vitest';
import type { ProductService, ProductSnapshot } from '../../shared/contracts/product.ts';
import type { Wiring } from '../../shared/wiring.ts';
import { factsOf } from './product-copy.ts';
import { lookUps } from './shelf.ts';
import { CopyRig, snapshot } from './test-support/copy.ts';

const cart = 'crt_1';
const price = { amount: 100, currency: 'EUR' };

/** Product and the copy of it, either of which a test may replace. */
function shelf(quoted: () => Promise<ProductSnapshot | null>) {
  const rig = new CopyRig();
  // Only `quote` is called here.
  const product = { quote: quoted } as Partial<ProductService> as ProductService;
  const copy = {
    watch: async (id: string, seed: ProductSnapshot | null) => rig.housed.watch(id, seed),
  };
  const findIn = (wiring: Wiring) => lookUps[wiring]('tea', cart, product, copy);
  return { rig, copy, findIn, find: () => findIn('hybrid') };
}

const down = () => Promise.reject(new Error('Product is down'));

describe('a product that a cart wants', () => {
  it('is as Product says, and is watched from now on', async () => {
    const { rig, find } = shelf(async () => snapshot(5));
    rig.housed.take(snapshot(3));
    expect(await find()).toEqual(factsOf(snapshot(5)));
    expect(rig.watchers).toEqual([cart]);
  });

  it('is watched also when nobody has told of it yet', async () => {
    const { rig, find } = shelf(async () => snapshot(5));
    expect(await find()).toEqual(factsOf(snapshot(5)));
    expect(rig.watchers).toEqual([cart]);
    expect(rig.housed.snapshot).toEqual(snapshot(5));
  });

  it('is told to a copy that is behind: what looks like its old news would be told to nobody', async () => {
    const at = (seq: number, available: number) => snapshot(seq, { price, available });
    const { rig, find } = shelf(async () => at(5, 3));
    rig.housed.take(at(3, 0));
    expect(await find()).toMatchObject({ seq: 5, available: 3 });
    await rig.settle();
    rig.housed.take(at(6, 0));
    await rig.settle();
    expect(rig.newest).toEqual([6]);
  });

  it('is not told to a copy that is behind by nothing that shows, which spares a call', async () => {
    const { rig, find } = shelf(async () => snapshot(5, { price }));
    rig.housed.take(snapshot(3, { price }));
    await find();
    expect(rig.housed.snapshot?.seq).toBe(3);
  });

  it('is as the copy says where that is newer', async () => {
    const { rig, find } = shelf(async () => snapshot(5));
    rig.housed.take(snapshot(6));
    expect(await find()).toEqual(factsOf(snapshot(6)));
  });

  it('is as the copy says, too, when the copy was told just before the cart began to watch', async () => {
    const { rig, copy, find } = shelf(async () => snapshot(5));
    const { watch } = copy;
    copy.watch = async (id, seed) => {
      if (seed) rig.housed.take(snapshot(6));
      return watch(id, seed);
    };
    expect(await find()).toEqual(factsOf(snapshot(6)));
  });

  it('is not there when Product says so, and leaves no trace', async () => {
    const { rig, find } = shelf(async () => null);
    expect(await find()).toBeNull();
    expect(rig.tables()).toEqual([]);
  });
});

describe('while Product is down', () => {
  it('is as the copy says, but how many are left is not known', async () => {
    const { rig, find } = shelf(down);
    rig.housed.take(snapshot(5, { available: 0 }));
    expect(await find()).toEqual({ ...factsOf(snapshot(5)), available: null });
    expect(rig.watchers).toEqual([cart]);
  });

  it('cannot be known without a copy, and says so', async () => {
    const { rig, find } = shelf(down);
    await expect(find()).rejects.toThrow('Product is down');
    expect(rig.tables()).toEqual([]);
  });

  it('and takes too long to say so, the copy is asked after two seconds', async () => {
    const { rig, find } = shelf(() => new Promise(() => {}));
    rig.housed.take(snapshot(5));
    const started = Date.now();
    expect(await find()).toMatchObject({ seq: 5, available: null });
    expect(Date.now() - started).toBeLessThan(4_000);
  });
});

describe('in the wiring `events`', () => {
  it('is as the copy says, is watched, and Product is not asked', async () => {
    const { rig, findIn } = shelf(() => Promise.reject(new Error('Product was asked')));
    rig.housed.take(snapshot(5));
    expect(await findIn('events')).toEqual(factsOf(snapshot(5)));
    expect(rig.watchers).toEqual([cart]);
  });

  it('is not there while nobody has told of it', async () => {
    const { findIn } = shelf(async () => snapshot(5));
    expect(await findIn('events')).toBeNull();
  });
});

describe('in the wiring `direct`', () => {
  it('is as Product says, and nobody is told later', async () => {
    const { rig, findIn } = shelf(async () => snapshot(5));
    rig.housed.take(snapshot(6));
    expect(await findIn('direct')).toEqual(factsOf(snapshot(5)));
    expect(rig.watchers).toEqual([]);
  });

  it('cannot be known while Product is down, whatever a copy says', async () => {
    const { rig, findIn } = shelf(down);
    rig.housed.take(snapshot(5));
    await expect(findIn('direct')).rejects.toThrow('Product is down');
  });
});
