import type { Call } from '../../shared/contracts/call.ts';
import { must } from './must.ts';
import { callOver } from './network.ts';
import { Shop } from './shop.ts';
import { split } from './splitting.ts';
import { balanceOf, checkStockAlways } from './stock.ts';
import { type Faults, noFaults, World } from './world.ts';

const productId = 'apple';
const call: Call = { caller: { kind: 'admin' }, cause: { caller: 'admin', request: 'r', trace: '' } };
/** Some holds run out while their buyers are still about. */
const holdTtlMs = 20_000;
const recoveryMs = 20 * 60_000;
/** Buyers come within so long. */
const saleMs = 10_000;

export interface Sale {
  seed: number;
  units: number;
  buyers: number;
  shards: number;
  /** What the stock is split into meanwhile, every other second. */
  changes?: number[];
  faults?: Partial<Faults>;
  /** Points at which a process dies, whatever the faults say. */
  crashes?: number[];
  /** The most that one buyer wants. */
  most?: number;
  /** How likely a buyer lets go of what he has got. */
  regret?: number;
}

export interface SaleReport {
  sold: number;
  refusals: number;
  points: number;
}

/**
 * Many buyers before one product whose stock is split, without carts and orders around it. After every step no unit
 * may be lost or in two places, and nobody may be told that there is too little while there is enough. In the end
 * nothing is held, and what was sold is what buyers have bought.
 */
export async function sell(sale: Sale): Promise<SaleReport> {
  const faults = { ...noFaults, ...sale.faults, until: sale.faults ? 60_000 : 0 };
  const world = new World(sale.seed, faults);
  const shop = new Shop(world);
  return world.inhabit(async () => {
    const check = () => checkStockAlways(shop.stock, () => 'placing');
    const ready = prepare(shop, sale);
    await world.run(sale.faults ? 60_000 : 10_000, check);
    await ready;
    world.crashAtPoints(sale.crashes ?? []);
    const people = buyersOf(shop, sale);
    const changing = changeShards(shop, sale.changes ?? []);
    await world.run(recoveryMs, check);
    await changing;
    const bought = (await Promise.all(people)).reduce((sum, units) => sum + units, 0);
    checkEnd(shop, sale, bought);
    return { sold: bought, refusals: shop.stock.soldOut.refusals, points: world.points };
  });
}

async function prepare(shop: Shop, { units, shards }: Sale): Promise<void> {
  const { world } = shop;
  const body = { name: 'Apple', price: { amount: 500, currency: 'EUR' } };
  const keyed = { ...call, repeat: { key: 'delivery', fingerprint: 'delivery' } };
  const product = shop.product(productId);
  await insist(shop, () => callOver(world, product, 'put', (one) => one.put(body, call)));
  await insist(shop, () => callOver(world, product, 'adjust', (one) => one.adjust({ delta: units }, keyed)));
  await insist(shop, () => split(shop, productId, shards));
}

async function insist<Value>(shop: Shop, ask: () => Promise<Value>): Promise<Value> {
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await shop.world.sleep(500);
  }
}

async function changeShards(shop: Shop, counts: number[]): Promise<void> {
  for (const count of counts) {
    await shop.world.sleep(shop.world.random.between(500, 2_000));
    await split(shop, productId, count).catch(() => undefined);
  }
}

function buyersOf(shop: Shop, sale: Sale): Promise<number>[] {
  return Array.from({ length: sale.buyers }, (_, index) => buyer(shop, sale, `ord_${sale.seed}-${index}`));
}

/** @returns how many units he has bought */
async function buyer(shop: Shop, { most = 1, regret = 0 }: Sale, holdId: string): Promise<number> {
  const { world } = shop;
  const { random } = world;
  const { cause } = call;
  await world.sleep(random.between(0, saleMs));
  const service = shop.productService(null);
  const placedAt = world.now;
  const lines = [{ productId, quantity: random.between(1, most) }];
  const held = await service.reserve(holdId, lines, holdTtlMs, cause, placedAt).catch(() => undefined);
  await world.sleep(random.between(0, 1_000));
  // He does not know what has become of a hold whose answer was lost: he lets go of it.
  if (!held?.ok || random.chance(regret)) {
    await insist(shop, () => done(service.giveBack(holdId, [productId], cause, placedAt)));
    return 0;
  }
  if (random.chance(regret)) await world.sleep(random.between(0, 2 * holdTtlMs));
  const sold = await insist(shop, () => service.commit(holdId, lines, cause, placedAt));
  if (!sold.ok) await insist(shop, () => done(service.release(holdId, [productId], cause, placedAt)));
  return sold.ok ? (lines[0]?.quantity ?? 0) : 0;
}

function done(work: Promise<void>): Promise<true> {
  return work.then(() => true);
}

function checkEnd(shop: Shop, { units }: Sale, bought: number): void {
  const balance = balanceOf(shop.stock, productId);
  must(balance?.held === 0, `${balance?.held} are still held`);
  must(balance?.sold === bought, `${balance?.sold} are sold, and ${bought} were bought`);
  must(
    balance?.onHand === units - bought,
    `${balance?.onHand} of ${units} are left, and ${bought} were bought`,
  );
  const { state } = shop.product(productId).inspect().actor;
  const changing = state.status === 'none' ? null : state.sharding?.changing;
  must(!changing, 'the number of shards is still being changed');
}
