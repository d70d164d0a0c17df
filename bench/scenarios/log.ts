import { wakeCart } from '../actors/cart.ts';
import { wakeProduct } from '../actors/product.ts';
import { Subject, type Wake } from '../actors/subject.ts';
import { inRounds } from '../rounds.ts';
import type { Figure, Scenario } from '../scenario.ts';
import { median, ratiosTo, spreadOf } from '../statistics.ts';

/**
 * All but the second are ten events behind their snapshot. The second, which has none yet, is the worst case: a
 * waking reads at most about a hundred events.
 */
const lengths = [10, 100, 1_010, 100_010, 1_000_010];
/** As many as there are events from one snapshot to the next, so that every waking is as far behind its own. */
const commandsPerRound = 100;
const rounds = 100;
const warmUp = 10;
/** A shorter log is made anew for each round; a longer one grows by a hundredth, or a tenth, in all rounds together. */
const longFrom = 100_000;

interface Measured {
  wakeMs: number;
  commandMs: number;
}

export const log: Scenario = {
  name: 'log',
  about: 'a command, and waking, with 10 to 1,000,000 events in the log; in memory, without a disk',
  run: async (_options, tell) => [
    ...(await figuresOf('product', wakeProduct, tell)),
    ...(await figuresOf('cart', wakeCart, tell)),
  ],
};

async function figuresOf(kind: string, wake: Wake, tell: (progress: string) => void): Promise<Figure[]> {
  const candidates: (() => Promise<Measured>)[] = [];
  for (const length of lengths)
    candidates.push(await candidateOf(length, wake, (progress) => tell(`${kind}: ${progress}`)));
  tell(`${kind}: ${rounds} rounds`);
  const measured = await inRounds(candidates, { rounds, warmUp });
  return [
    ...compared(`${kind}, command`, measured, 'commandMs'),
    ...compared(`${kind}, waking`, measured, 'wakeMs'),
  ];
}

/**
 * Nothing is taken back after a round: in a transaction around it SQLite would put by a page that is changed once for
 * all commands of the round, where in truth each command has it put by, and a short log has few pages.
 */
async function candidateOf(length: number, wake: Wake, tell: (progress: string) => void) {
  if (length < longFrom) return async () => measure(await Subject.with(length, wake, () => {}));
  const long = await Subject.with(length, wake, tell);
  return async () => measure(long);
}

/** Each command by itself, and the middle one: of a hundred in one go, some would be held up by other processes. */
function measure(subject: Subject): Measured {
  // What waking asks of SQLite is prepared once for each storage, and is no part of it.
  subject.wake();
  const began = performance.now();
  const awake = subject.wake();
  const wakeMs = performance.now() - began;
  const commandMs = median(Array.from({ length: commandsPerRound }, () => msOf(awake.prepare())));
  return { wakeMs, commandMs };
}

function msOf(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

function compared(name: string, measured: Measured[][], what: keyof Measured): Figure[] {
  const byLength = measured.map((all) => all.map((one) => one[what]));
  const shortest = byLength[0] as number[];
  return byLength.map((ms, index) => ({
    name: `${name}, ${lengths[index]?.toLocaleString('en')} events`,
    value: median(ms) * 1_000,
    unit: 'µs',
    ratio: { ...spreadOf(ratiosTo(shortest, ms)), to: 'ten events' },
  }));
}
