import { checkAlways, checkAtTheEnd } from '../simulation/invariants.ts';
import { type Diary, newDiary } from '../simulation/people.ts';
import { Shop } from '../simulation/shop.ts';
import { noFaults, World } from '../simulation/world.ts';

/** Two requests that get in each other's way. */
export interface Race<Given, First, Other> {
  /** What stands before: products, carts, orders. Stock that merchants receive goes into the diary. */
  given(shop: Shop, diary: Diary): Promise<Given>;
  first(shop: Shop, given: Given): Promise<First>;
  /** Runs whole, between two steps of the first. */
  other(shop: Shop, given: Given): Promise<Other>;
}

export interface Outcome<Given, First, Other> {
  /** The step of `first` before which `other` came; null where it came nowhere. */
  where: string | null;
  given: Given;
  first: First;
  other: Other | undefined;
  shop: Shop;
}

/** Where `other` comes in: at the first step that matches, or at the one with this number. */
type Where = RegExp | number;

const preparationMs = 60_000;
const recoveryMs = 60 * 60_000;

/**
 * Runs one request exactly between two steps of another: `other` starts when a call of `first` comes to this
 * point, and has its answer before that call goes on. Afterwards everything must come right.
 */
export async function race<Given, First, Other>(
  { given, first, other }: Race<Given, First, Other>,
  where: Where,
): Promise<Outcome<Given, First, Other>> {
  const world = new World(1, noFaults);
  const shop = new Shop(world);
  const diary = newDiary();
  return world.inhabit(async () => {
    const stage = await within(world, preparationMs, given(shop, diary));
    const outcome = { where: null as string | null, given: stage, other: undefined as Other | undefined };
    world.interruptWhere(
      (point, nth) => (typeof where === 'number' ? nth === where : where.test(point)),
      async () => {
        outcome.where = world.passed.at(-1) ?? null;
        outcome.other = await other(shop, stage);
      },
    );
    const answer = await within(world, recoveryMs, first(shop, stage), () => checkAlways(shop));
    await checkAtTheEnd(shop, diary);
    return { ...outcome, first: answer, shop };
  });
}

/** The race once for every point of `first` and of what follows from it. */
export async function raceEverywhere<Given, First, Other>(
  scenario: Race<Given, First, Other>,
): Promise<Outcome<Given, First, Other>[]> {
  const outcomes: Outcome<Given, First, Other>[] = [];
  for (let nth = 0; ; nth++) {
    const outcome = await race(scenario, nth);
    if (outcome.where === null) return outcomes;
    outcomes.push(outcome);
  }
}

async function within<Value>(
  world: World,
  ms: number,
  work: Promise<Value>,
  afterEach: () => void = () => {},
): Promise<Value> {
  work.catch(() => {});
  await world.run(ms, afterEach);
  return Promise.race([work, Promise.reject(new Error(`no answer within ${ms} ms`))]);
}
