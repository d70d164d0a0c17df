import { beforeEach, describe, expect, test } from 'vitest';
import { Clock, Host, minute, second } from '../test-support/host.ts';
import { ReadModelKeeper } from './keeper.ts';
import type { Standing } from './standing.ts';
import { GreetingHouse, said } from './test-support/greetings.ts';

let house: GreetingHouse;
let clock: Clock;
let keeper: Host<ReadModelKeeper<string>>;
/** What the actors are, by their ids, and who of them does not answer. */
let actors: Map<string, Standing<string>>;
let silent: Set<string>;
let asked: string[];

beforeEach(() => {
  house = new GreetingHouse();
  clock = new Clock();
  [actors, silent, asked] = [new Map(), new Set(), []];
  const ask = async (id: string) => {
    asked.push(id);
    if (silent.has(id)) throw new Error('no answer');
    return actors.get(id) ?? null;
  };
  const now = () => clock.now;
  keeper = new Host(clock, (platform) => {
    house.now = clock.now;
    return new ReadModelKeeper(platform, house.open(), ask);
  });
  house.now = now();
});

/** An actor that has told others of its event `seq`, at `at`. */
function live(id: string, seq: number, at = clock.now, published = seq): void {
  actors.set(id, { listing: said(id, seq, at), told: { lastPublic: seq, at, published } });
}

/** Lets everybody be known at seq 1, and be at seq 2 now. */
async function guests(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `guest ${1_000 + index}`);
  await house.open().take(ids.map((id) => said(id, 1)));
  for (const id of ids) live(id, 2);
  return ids;
}

async function ring(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await keeper.ringAlarm();
}

async function seqs(ids: string[]): Promise<number[]> {
  return [...new Set((await house.open().seqsOf(ids)).values())];
}

describe('a rebuild', () => {
  test('has not been, until it is asked for', () => {
    expect(keeper.housed.rebuildView()).toEqual({ status: 'idle', processed: 0, total: 0 });
  });

  test('asks all actors, portion by portion, and then swaps', async () => {
    const ids = await guests(250);
    keeper.housed.startRebuild();
    await ring(3);
    expect(keeper.housed.rebuildView()).toMatchObject({ status: 'rebuilding', processed: 200, total: 250 });
    expect(await seqs(ids)).toEqual([1]);
    await ring(2);
    expect(keeper.housed.rebuildView()).toEqual({
      status: 'idle',
      processed: 250,
      total: 250,
      startedAt: '2026-11-22T10:00:00.000Z',
      finishedAt: '2026-11-22T10:00:00.000Z',
    });
    expect(await seqs(ids)).toEqual([2]);
    expect(asked.toSorted()).toEqual(ids);
  });

  test('that is asked for again is joined while it is under way, and made anew afterwards', async () => {
    await guests(1);
    keeper.housed.startRebuild();
    await ring(2);
    expect(keeper.housed.startRebuild()).toMatchObject({ status: 'rebuilding', processed: 1 });
    await ring(1);
    expect(keeper.housed.rebuildView().status).toBe('idle');
    expect(keeper.housed.startRebuild()).toMatchObject({ status: 'rebuilding', processed: 0 });
  });

  test.each([1, 2, 3, 4, 5])('goes on where it was when the process dies after step %i', async (step) => {
    const ids = await guests(250);
    keeper.housed.startRebuild();
    await ring(step);
    keeper.restart();
    await keeper.passTo(clock.now + second);
    expect(keeper.housed.rebuildView()).toMatchObject({ status: 'idle', processed: 250 });
    expect(await seqs(ids)).toEqual([2]);
    expect(asked.slice(0, 250).toSorted()).toEqual(ids);
  });

  test('asks those again who do not answer, and nobody else', async () => {
    const ids = await guests(3);
    silent.add(ids[1] as string);
    keeper.housed.startRebuild();
    await ring(2);
    await keeper.passTo(clock.now + 5 * second);
    expect(keeper.housed.rebuildView()).toMatchObject({
      ...{ status: 'rebuilding', processed: 2, total: 3 },
      reason: 'Error: 1 did not answer; guest 1001: Error: no answer',
    });
    expect(new Set(asked.slice(3))).toEqual(silent);
    silent.clear();
    await keeper.passTo(clock.now + 10 * second);
    expect(keeper.housed.rebuildView()).toMatchObject({ status: 'idle', processed: 3 });
    expect(keeper.housed.rebuildView()).not.toHaveProperty('reason');
    expect(await seqs(ids)).toEqual([2]);
  });

  test('fails when nothing comes forward for minutes, and leaves what is read as it was', async () => {
    const ids = await guests(2);
    silent.add(ids[0] as string);
    keeper.housed.startRebuild();
    await ring(21);
    const view = keeper.housed.rebuildView();
    expect(view).toMatchObject({ status: 'failed', processed: 1, total: 2 });
    expect(view.reason).toMatch(/1 did not answer; guest 1000: Error: no answer/);
    expect(clock.now - Date.parse(view.startedAt as string)).toBeGreaterThan(7 * minute);
    expect(await seqs(ids)).toEqual([1]);
    const building = house.db.prepare('SELECT building FROM read_model');
    expect(await building.first()).toEqual({ building: null });
    silent.clear();
    keeper.housed.startRebuild();
    await keeper.passTo(clock.now + second);
    expect(keeper.housed.rebuildView()).toMatchObject({ status: 'idle', processed: 2 });
  });

  test('lists nothing of an actor of which nothing can be listed', async () => {
    await house.open().take([said('nobody', 1)]);
    keeper.housed.startRebuild();
    await keeper.passTo(clock.now + second);
    expect(keeper.housed.rebuildView()).toMatchObject({ status: 'idle', processed: 1 });
    expect(await house.listed()).toEqual({});
  });
});

describe('the sweep', () => {
  test('begins when somebody looks in, and goes on for ever', async () => {
    expect(keeper.housed.keep()).toEqual({ after: '', sweptAt: null, lagging: 0 });
    await keeper.passTo(clock.now + 10 * minute);
    expect(keeper.housed.keep().sweptAt).toBe(clock.now);
    keeper.restart();
    await keeper.passTo(clock.now + minute);
    expect(keeper.housed.keep().sweptAt).toBe(clock.now);
  });

  test('lists what should have been listed more than a minute ago', async () => {
    await guests(3);
    live('guest 1000', 5, clock.now - 61 * second);
    live('guest 1001', 5, clock.now - 59 * second);
    keeper.housed.keep();
    await ring(1);
    expect(await house.listed()).toMatchObject({
      'guest 1000': 'guest 1000 says 5',
      'guest 1001': 'guest 1001 says 1',
    });
    expect(keeper.housed.keep().lagging).toBe(1);
  });

  test('notices an actor that has listed itself and has not told others', async () => {
    await guests(1);
    live('guest 1000', 1, clock.now - 61 * second, 0);
    keeper.housed.keep();
    await ring(1);
    expect(keeper.housed.keep().lagging).toBe(1);
  });

  test('goes round, a portion a minute', async () => {
    await guests(250);
    keeper.housed.keep();
    await ring(3);
    expect(new Set(asked).size).toBe(250);
    await ring(1);
    expect(asked.slice(250, 252)).toEqual(['guest 1000', 'guest 1001']);
  });

  test('passes by those who do not answer, and counts them', async () => {
    await guests(150);
    silent.add('guest 1000');
    keeper.housed.keep();
    await ring(1);
    expect(keeper.housed.keep()).toMatchObject({ after: 'guest 1099', lagging: 1 });
  });
});
