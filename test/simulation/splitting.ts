import { callOver } from './network.ts';
import type { Shop } from './shop.ts';

const counts = [1, 2, 3, 8];
const call = { caller: { kind: 'admin' }, cause: { caller: 'admin', request: 'split', trace: '' } } as const;

/** A merchant who cannot leave it alone: splits the stock of a product into ever other numbers of shards. */
export async function splitting(shop: Shop, productId: string, untilMs: number): Promise<void> {
  const { world } = shop;
  const { random } = world;
  const until = world.now + untilMs;
  await world.sleep(random.between(0, 3_000));
  while (world.now < until) {
    const count = random.pick(counts);
    await split(shop, productId, count).catch(() => undefined);
    await world.sleep(random.between(500, 15_000));
  }
}

export function split(shop: Shop, productId: string, count: number) {
  return callOver(shop.world, shop.product(productId), 'changeShards', (product) =>
    product.changeShards(count, call),
  );
}
