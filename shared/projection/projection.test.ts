import { beforeEach, describe, expect, test } from 'vitest';
import { remoteD1 } from '../../test/simulation/d1.ts';
import { type Projection, projection } from './projection.ts';
import { GreetingHouse, greetings, said } from './test-support/greetings.ts';

let house: GreetingHouse;
let feeder: Projection<string>;
let keeper: Projection<string>;
beforeEach(() => {
  house = new GreetingHouse();
  feeder = house.open();
  keeper = house.open();
});

describe('what is told', () => {
  test('is listed in any order and any number of times, the newest of each', async () => {
    await feeder.take([said('ann', 2), said('bob', 1), said('ann', 1)]);
    await feeder.take([said('bob', 3), said('bob', 2), said('ann', 2)]);
    expect(await house.listed()).toEqual({ ann: 'ann says 2', bob: 'bob says 3' });
    expect(await feeder.seqsOf(['ann', 'bob', 'eve'])).toEqual(
      new Map([
        ['ann', 2],
        ['bob', 3],
      ]),
    );
    expect(await feeder.seqOf('eve')).toBe(0);
  });

  test('makes its actor known, page by page', async () => {
    await feeder.take(['c', 'a', 'b', 'a'].map((id, index) => said(id, index)));
    expect(await feeder.countKnown()).toBe(3);
    expect(await feeder.knownIds('', 2)).toEqual(['a', 'b']);
    expect(await feeder.knownIds('b', 2)).toEqual(['c']);
  });

  test('leaves a note of how long it took, the slowest of a batch', async () => {
    expect(await feeder.freshness()).toEqual({ lagMs: null, takenAt: null });
    await feeder.take([said('ann', 1, house.now - 20), said('bob', 1, house.now - 300)]);
    expect(await feeder.freshness()).toEqual({ lagMs: 300, takenAt: house.now });
  });

  test('that the database refuses is thrown, and nothing of its batch is there', async () => {
    const broken = { ...said('bob', 1), data: null as unknown as string };
    await expect(feeder.take([said('ann', 1), broken])).rejects.toThrow(/NOT NULL.*words/);
    expect(await house.listed()).toEqual({});
    expect(await feeder.countKnown()).toBe(0);
  });
});

describe('a rebuild', () => {
  beforeEach(() => feeder.take([said('ann', 1), said('bob', 1)]));

  test('fills an empty slot while the other is read, and swaps', async () => {
    const building = await keeper.beginRebuild();
    await keeper.fill([said('ann', 5)], building);
    expect(await house.listed()).toEqual({ ann: 'ann says 1', bob: 'bob says 1' });
    await keeper.fill([said('bob', 5)], building);
    await keeper.endRebuild(building);
    expect(await house.listed()).toEqual({ ann: 'ann says 5', bob: 'bob says 5' });
  });

  test('throws away what no actor says any more', async () => {
    await house.db.prepare("INSERT INTO greeting_a VALUES ('ghost', 9, 'boo')").run();
    const building = await keeper.beginRebuild();
    await keeper.fill([said('ann', 1), said('bob', 1)], building);
    await keeper.endRebuild(building);
    expect(await house.listed()).toEqual({ ann: 'ann says 1', bob: 'bob says 1' });
  });

  test('takes in news by feeders that have not heard of it, before and after the actor is asked', async () => {
    const building = await keeper.beginRebuild();
    await feeder.take([said('ann', 3)]);
    await keeper.fill([said('ann', 2), said('bob', 2)], building);
    await feeder.take([said('bob', 3), said('new', 1)]);
    await keeper.endRebuild(building);
    expect(await house.listed()).toEqual({ ann: 'ann says 3', bob: 'bob says 3', new: 'new says 1' });
  });

  test('that has been swapped gets the news of a feeder that has not heard of that', async () => {
    const building = await keeper.beginRebuild();
    await feeder.take([said('ann', 2)]);
    await keeper.fill([said('ann', 2), said('bob', 1)], building);
    await keeper.endRebuild(building);
    await feeder.take([said('ann', 3)]);
    expect(await house.listed()).toEqual({ ann: 'ann says 3', bob: 'bob says 1' });
  });

  test('is seen by readers that have not heard of the swap', async () => {
    const reader = house.open();
    expect(await reader.seqOf('ann')).toBe(1);
    const building = await keeper.beginRebuild();
    await keeper.fill([said('ann', 4)], building);
    await keeper.endRebuild(building);
    expect(await reader.seqOf('ann')).toBe(4);
    expect(await reader.seqOf('bob')).toBe(0);
  });

  test('that is abandoned leaves what is read as it is', async () => {
    const building = await keeper.beginRebuild();
    await keeper.fill([said('ann', 5)], building);
    await keeper.abandonRebuild();
    await feeder.take([said('bob', 2)]);
    expect(await house.listed()).toEqual({ ann: 'ann says 1', bob: 'bob says 2' });
    await expect(keeper.fill([said('ann', 6)], building)).rejects.toThrow(/NOT NULL/);
  });

  test('that is begun again begins from nothing', async () => {
    const first = await keeper.beginRebuild();
    await keeper.fill([said('ann', 5)], first);
    const second = await keeper.beginRebuild();
    await expect(keeper.fill([said('bob', 5)], first)).rejects.toThrow(/NOT NULL/);
    await keeper.endRebuild(second);
    expect(await house.listed()).toEqual({});
  });

  test('is ended once, though its keeper asks twice', async () => {
    const building = await keeper.beginRebuild();
    await keeper.fill([said('ann', 5)], building);
    await keeper.endRebuild(building);
    await feeder.take([said('ann', 6)]);
    await keeper.endRebuild(building);
    expect(await house.listed()).toEqual({ ann: 'ann says 6' });
    const next = await keeper.beginRebuild();
    await expect(keeper.endRebuild(building)).rejects.toThrow(/NOT NULL/);
    await keeper.abandonRebuild();
    await expect(keeper.endRebuild(next)).rejects.toThrow(/NOT NULL/);
  });
});

describe('news in the middle of a rebuild', () => {
  /** Rebuilds, with news of two actors just before the call to the database that has this index. */
  async function rebuildWithNewsBefore(call: number): Promise<number> {
    const actors = new Map([['ann', 1]]);
    let calls = 0;
    const interrupted = remoteD1(house.db, async (_, work) => {
      if (calls++ === call) {
        for (const [id, seq] of Object.entries({ ann: 2, new: 1 })) {
          actors.set(id, seq);
          await feeder.take([said(id, seq)]);
        }
      }
      return work();
    });
    const keeper = projection(greetings)(interrupted, () => 0);
    const building = await keeper.beginRebuild();
    for (let after = '', ids = ['']; ids.length > 0; after = ids.at(-1) ?? '') {
      ids = await keeper.knownIds(after, 1);
      await keeper.fill(
        ids.map((id) => said(id, actors.get(id) as number)),
        building,
      );
    }
    await keeper.endRebuild(building);
    return calls;
  }

  beforeEach(() => feeder.take([said('ann', 1)]));

  test.each(Array.from({ length: 10 }, (_, index) => index))('before call %i is not lost', async (call) => {
    const calls = await rebuildWithNewsBefore(call);
    expect(calls).toBeGreaterThanOrEqual(10);
    expect(await house.listed()).toEqual({ ann: 'ann says 2', new: 'new says 1' });
  });
});

describe('the one table of a version before slots', () => {
  beforeEach(async () => {
    await house.db.prepare('CREATE TABLE greeting (id TEXT PRIMARY KEY, seq INTEGER, words TEXT)').run();
    for (let n = 100; n < 350; n++) {
      await house.db.prepare(`INSERT INTO greeting VALUES ('guest ${n}', 7, 'hello')`).run();
    }
  });

  test('is moved on the first use, and every actor in it is known', async () => {
    expect(await feeder.countKnown()).toBe(250);
    const listed = await house.listed();
    expect(Object.keys(listed)).toHaveLength(250);
    expect(listed['guest 349']).toBe('hello');
    const left = house.db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'greeting'");
    expect(await left.first()).toBeNull();
  });

  test('changes nothing that is newer', async () => {
    await Promise.all([feeder.take([said('guest 100', 8)]), keeper.take([said('guest 101', 9)])]);
    const listed = await house.listed();
    expect([listed['guest 100'], listed['guest 101']]).toEqual(['guest 100 says 8', 'guest 101 says 9']);
  });
});
