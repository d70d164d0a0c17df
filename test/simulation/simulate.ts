import { wirings } from '../../shared/wiring.ts';
import { redriveAll } from '../../workers/order/dead-letters/redrive.ts';
import { checkAlways, checkAtTheEnd } from './invariants.ts';
import { buyer, leaving, merchant, newDiary, readCarts, signingIn } from './people.ts';
import { Random } from './random.ts';
import { administrator, cron } from './read-models.ts';
import { Shop } from './shop.ts';
import { splitting } from './splitting.ts';
import { type Faults, World } from './world.ts';

const products = ['apple', 'bread', 'candle'];
/** Longer than a payment, a hold and all retries take. */
const recoveryMs = 60 * 60_000;
/** For the sweeps to come round, at the end. */
const sweepingMs = 10 * 60_000;
/** What was given up meanwhile is tried again, and must change nothing that has come right without it. */
const redriveMs = 60_000;

export interface Report {
  seed: number;
  /** Why it failed, or null. */
  failure: string | null;
  trace: string[];
  orders: number;
  confirmed: number;
  crashPoints: number;
  simulatedMs: number;
}

/**
 * One history: a small shop, some buyers, and faults first; then everything must come right.
 *
 * @param split whether the stock of its products is split over shards, again and again
 */
export async function simulate(
  seed: number,
  { verbose = false, split = false }: { verbose?: boolean; split?: boolean } = {},
): Promise<Report> {
  const world = new World(seed, faultsOf(seed), { verbose });
  const shop = new Shop(world, wirings[seed % wirings.length]);
  const failure = await world
    .inhabit(() => live(shop, faultyMsOf(seed), split))
    .then(
      () => null,
      (error: Error) => (verbose ? (error.stack ?? error.message) : error.message),
    );
  const states = [...shop.orders.values()].map((host) => host.inspect().actor.state.status);
  return {
    seed,
    failure,
    trace: world.trace,
    orders: states.length,
    confirmed: states.filter((status) => status === 'confirmed' || status === 'fulfilled').length,
    crashPoints: world.points,
    simulatedMs: faultyMsOf(seed) + recoveryMs + redriveMs,
  };
}

async function live(shop: Shop, faultyMs: number, split: boolean): Promise<void> {
  const { world } = shop;
  const diary = newDiary();
  const people = [
    ...products.map((id) => merchant(shop, diary, id, world.random.between(1, 6))),
    ...['b0', 'b1', 'b2', 'b3', 'b4', 'b5'].map((name) => buyer(shop, diary, name, products)),
    signingIn(shop, diary, 's0', products),
    administrator(shop, faultyMs),
    cron(shop, faultyMs + recoveryMs - sweepingMs),
    ...['b0', 'b1', 'b2'].map((name) => leaving(shop, diary, name)),
    ...(split ? products.map((id) => splitting(shop, id, faultyMs)) : []),
  ];
  let broken: unknown;
  for (const person of people) person.catch((error) => (broken ??= error));
  const check = () => {
    if (broken) throw broken;
    checkAlways(shop);
  };
  await world.run(faultyMs, check);
  world.say('--- faults have stopped ---');
  await world.run(recoveryMs, check);
  const redriven = world.sleep(1).then(() => redriveAll(shop.letters, shop.queues, world.now));
  const read = readCarts(shop);
  await world.run(redriveMs, check);
  await read;
  world.say(`redriven: ${(await redriven).redriven} dead letters`);
  await checkAtTheEnd(shop, diary);
}

/** Some histories are calm, some are terrible, and each has its own kind of trouble. */
function faultsOf(seed: number): Faults {
  const random = new Random(seed ^ 0x5eed);
  const some = (most: number) => (random.chance(0.3) ? 0 : random.next() * most);
  return {
    crash: some(0.02),
    requestLost: some(0.05),
    requestLate: some(0.05),
    answerLost: some(0.05),
    messageLost: some(0.3),
    messageTwice: some(0.3),
    outage: random.chance(0.3) ? outageOf(random, faultyMsOf(seed)) : null,
    until: faultyMsOf(seed),
  };
}

/** Most trouble lasts a minute; one in ten lasts longer than any deadline of ours. */
function faultyMsOf(seed: number): number {
  return seed % 10 === 0 ? 20 * 60_000 : 60_000;
}

function outageOf(random: Random, faultyMs: number): NonNullable<Faults['outage']> {
  const from = random.between(0, 12_000);
  return {
    kind: random.pick(['bank', 'product', 'cart', 'order', 'copy', 'mail']),
    from,
    to: random.between(from, faultyMs),
  };
}
