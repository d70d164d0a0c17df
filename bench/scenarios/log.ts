import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
const roundsOnDisk = 20;
const warmUp = 10;
/** A shorter log is made anew for each round; a longer one grows by a hundredth, or a tenth, in all rounds together. */
const longFrom = 100_000;

interface Measured {
  wakeMs: number;
  commandMs: number;
}

export const log: Scenario = {
  name: 'log',
  about:
    'a command, and waking, with 10 to 1,000,000 events in the log; in memory, and with a commit to the disk',
  run: async (_options, tell) => {
    const dir = mkdtempSync(join(tmpdir(), 'konbini-bench-'));
    try {
      return [
        ...(await figuresInMemory('product', wakeProduct, tell)),
        ...(await figuresInMemory('cart', wakeCart, tell)),
        ...(await figuresOnDisk('product', wakeProduct, dir, tell)),
        ...(await figuresOnDisk('cart', wakeCart, dir, tell)),
      ];
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

type Tell = (progress: string) => void;

/** Our own code and SQLite alone. */
async function figuresInMemory(kind: string, wake: Wake, tell: Tell): Promise<Figure[]> {
  const measured = await measuredOf(rounds, (length) =>
    candidateOf(length, wake, (progress) => tell(`${kind}: ${progress}`)),
  );
  return [
    ...compared(`${kind}, command`, measured, 'commandMs'),
    ...compared(`${kind}, waking`, measured, 'wakeMs'),
  ];
}

/** As it is in a Durable Object, where a command is not over before it is on the disk. */
async function figuresOnDisk(kind: string, wake: Wake, dir: string, tell: Tell): Promise<Figure[]> {
  let files = 0;
  const measured = await measuredOf(roundsOnDisk, (length) =>
    candidateOf(
      length,
      wake,
      (progress) => tell(`${kind} on the disk: ${progress}`),
      () => join(dir, `${kind}-${files++}`),
    ),
  );
  return compared(`${kind}, command and its commit`, measured, 'commandMs');
}

async function measuredOf(
  count: number,
  candidate: (length: number) => Promise<() => Promise<Measured>>,
): Promise<Measured[][]> {
  const candidates: (() => Promise<Measured>)[] = [];
  for (const length of lengths) candidates.push(await candidate(length));
  return inRounds(candidates, { rounds: count, warmUp });
}

/**
 * Nothing is taken back after a round: in a transaction around it SQLite would put by a page that is changed once for
 * all commands of the round, where in truth each command has it put by, and a short log has few pages.
 */
async function candidateOf(length: number, wake: Wake, tell: Tell, path?: () => string) {
  if (length < longFrom) {
    return async () => {
      const short = await Subject.with(length, wake, () => {}, path?.());
      const measured = measure(short);
      await short.close();
      return measured;
    };
  }
  const long = await Subject.with(length, wake, tell, path?.());
  return async () => measure(long);
}

/** Each command by itself, and the middle one: of a hundred in one go, some would be held up by other processes. */
function measure(subject: Subject): Measured {
  subject.checkpoint();
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
