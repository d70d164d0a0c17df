import type { Prepared } from './load/slice.ts';
import { inRounds } from './rounds.ts';
import type { Figure, Tell } from './scenario.ts';
import type { Stand } from './stand.ts';
import { median, ratiosTo, spreadOf } from './statistics.ts';

const warmUp = 2;

/** Requests that are measured in slices. */
interface Measured {
  name: string;
  /** Those of the next slice. What they need is made before, and not measured. */
  requests(): Prepared[] | Promise<Prepared[]>;
}

/** What the shop does, and the floors that it is held against. */
export interface Contest extends Measured {
  /** With which each request is answered. */
  status: number;
  floors: Measured[];
}

/**
 * Measures the throughput of all contests and their floors, slice by slice in turn.
 *
 * @returns for each contest a figure against each floor, and the floors' own
 */
export async function ratesOf(
  stand: Stand,
  contests: Contest[],
  { rounds, tell }: { rounds: number; tell: Tell },
): Promise<Figure[]> {
  const slices = contests.flatMap((contest) => [
    async () => stand.rate(stand.shop, await contest.requests(), contest.status),
    ...contest.floors.map((floor) => async () => stand.rate(stand.floor, await floor.requests(), 200)),
  ]);
  const all = slices.length * (rounds + warmUp);
  let nth = 0;
  const told = slices.map((slice) => () => {
    tell(`slice ${++nth} of ${all}`);
    return slice();
  });
  const rates = await inRounds(told, { rounds, warmUp });
  return contests.flatMap((contest) => figuresOf(contest, rates.splice(0, 1 + contest.floors.length)));
}

function figuresOf({ name, floors }: Contest, [own = [], ...ofFloors]: number[][]): Figure[] {
  const against = floors.map((floor, index) => ({
    ...{ name, value: median(own), unit: '/s' as const },
    ratio: { ...spreadOf(ratiosTo(ofFloors[index] as number[], own)), to: floor.name },
  }));
  const bare = floors.map((floor, index) => ({
    ...{ name: floor.name, value: median(ofFloors[index] as number[]), unit: '/s' as const },
  }));
  return [...against, ...bare];
}
