import { isDeepStrictEqual } from 'node:util';
import type { OrderView } from '../../shared/contracts/order.ts';
import { isPlaced } from '../../workers/order/domain/order.ts';
import { viewOf } from '../../workers/order/view.ts';
import type { Host } from './host.ts';
import { must } from './must.ts';
import { callOver } from './network.ts';
import type { Shop } from './shop.ts';

/**
 * In some histories an administrator has the read models built anew while everything goes on, and goes wrong.
 * Not in all of them: once awake, a keeper sweeps, which takes half the time of a history.
 */
export async function administrator(shop: Shop, forMs: number): Promise<void> {
  if (!shop.world.random.chance(0.3)) return;
  await Promise.all([rebuildNowAndThen(shop), reader(shop, forMs)]);
}

async function rebuildNowAndThen({ world, keepers }: Shop): Promise<void> {
  for (let i = world.random.between(1, 4); i > 0; i--) {
    await world.sleep(world.random.between(0, 20_000));
    const keeper: Host<{ startRebuild(): unknown }> = world.random.pick([keepers.orders, keepers.catalog]);
    await callOver(world, keeper, 'startRebuild', (one) => one.startRebuild()).catch(() => {});
  }
}

/** Looks at the lists all the time: what they have shown once they go on showing, whatever is built anew. */
async function reader({ world, orders, list, products, catalog }: Shop, forMs: number): Promise<void> {
  const end = world.now + forMs;
  const shown = new Map<string, number>();
  while (world.now < end) {
    await world.sleep(world.random.between(100, 1_000));
    const listed = await list.projection.seqsOf([...orders.keys()]);
    const sold = await catalog.projection.seqsOf([...products.keys()]);
    for (const [id, seq] of shown) {
      const now = listed.get(id) ?? sold.get(id) ?? 0;
      must(now >= seq, `${id} is listed at its event ${now}, and was at ${seq}`);
    }
    for (const [id, seq] of [...listed, ...sold]) shown.set(id, seq);
  }
}

/** The read models are what a projection of all logs from scratch would be, and nothing else is in them. */
export async function checkReadModels(shop: Shop): Promise<void> {
  for (const keeper of [shop.keepers.orders, shop.keepers.catalog]) {
    must(keeper.inspect().rebuildView().status !== 'rebuilding', 'a rebuild has not come to its end');
  }
  await checkOrderList(shop);
  await checkCatalog(shop);
}

const everything = {
  status: null,
  customer: null,
  from: 0,
  to: Number.MAX_SAFE_INTEGER,
  after: null,
  limit: 1_000,
};

async function checkOrderList({ orders, list }: Shop): Promise<void> {
  const listed = new Map((await list.list(everything)).items.map((item) => [item.id, item]));
  for (const [id, host] of orders) {
    const { state, version } = host.inspect().actor;
    if (!isPlaced(state)) continue;
    const [shown, now] = [listed.get(id), viewOf(state, version)];
    const same = shown && isDeepStrictEqual(timeless(shown), timeless(now));
    must(same === true, `${id} is listed as ${JSON.stringify(shown)}, is ${JSON.stringify(now)}`);
    listed.delete(id);
  }
  must(listed.size === 0, `listed without being there: ${[...listed.keys()]}`);
}

/** Steps that nobody else need hear of change only these. */
function timeless({ version: _, updatedAt: __, ...view }: OrderView): unknown {
  return JSON.parse(JSON.stringify(view));
}

async function checkCatalog({ products, catalog }: Shop): Promise<void> {
  for (const [id, host] of products) {
    const now = host.inspect().snapshot();
    const query = { q: id, attributes: {}, status: 'active', after: '', limit: 1 } as const;
    const [shown] = (await catalog.list(query)).items;
    if (now?.status === 'archived') {
      must(!shown, `the catalog lists ${id}, which is archived`);
      continue;
    }
    must(!now || shown?.price.amount === now.price.amount, `the catalog shows an old price of ${id}`);
    must(!now || shown?.available === now.available, `the catalog shows old stock of ${id}`);
  }
}

/**
 * What wrangler.toml asks the platform for: whatever has become of them, the keepers are called. Once, and late, since a
 * keeper that is awake makes a long history longer.
 */
export async function cron({ world, keepers }: Shop, atMs: number): Promise<void> {
  await world.sleep(atMs);
  for (const keeper of [keepers.orders, keepers.catalog]) {
    await keeper.invoke('keep', (awake) => awake.keep()).catch(() => {});
  }
}
