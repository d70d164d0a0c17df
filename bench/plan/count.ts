import type { ActorCall } from '../../test/simulation/meter.ts';
import { during, stock } from '../../test/simulation/one-order.ts';
import { Shop } from '../../test/simulation/shop.ts';
import { noFaults, World } from '../../test/simulation/world.ts';
import type { Request } from './requests.ts';

/** What a request asks of the actors. */
export interface Counted {
  /** Those that began before it was answered. */
  calls: ActorCall[];
  /** Of all actors, alarms too, until nobody has anything left to do; without entries of indexes. */
  rowsWritten: number;
}

/**
 * Carries out a request in the simulated shop, in which nothing goes wrong, and counts. One at a time: the clock of
 * this process stands still meanwhile.
 *
 * @param products how many there are: product-1, product-2 and so on
 * @param before what comes first, each when all that follows from the one before has happened
 */
export async function counted(
  request: Request,
  { before = [], products = 1, units }: { before?: Request[]; products?: number; units?: number } = {},
): Promise<Counted> {
  const world = new World(1, noFaults);
  const shop = new Shop(world);
  return world.inhabit(async () => {
    const ids = Array.from({ length: products }, (_, index) => `product-${index + 1}`);
    await during(world, stock(shop, ids, units));
    for (const earlier of before) await during(world, earlier(shop));
    const calls = world.meter.noteCalls();
    let answered: ActorCall[] = [];
    const asked = request(shop).then(() => {
      answered = calls.map((call) => ({ ...call }));
    });
    await during(world, asked);
    const rows = calls.reduce((sum, call) => sum + call.rows + (call.setsAlarm ? 1 : 0), 0);
    return { calls: answered, rowsWritten: rows };
  });
}
