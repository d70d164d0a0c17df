/// <reference types="@cloudflare/vitest-plugin/types" />
import {
  abortAllDurableObjects,
  evictDurableObject,
  reset,
  runDurableObjectAlarm,
  runInDurableObject,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TallyObject, TestEnv } from './test-support/worker.ts';

const { TALLY } = env as unknown as TestEnv;

const hour = 3_600_000;
const repeat = { key: 'customer/7 key-1', fingerprint: 'aaaa' };

let name = '';
let objects = 0;

/** A fresh stub each time: one that has seen an exception is of no use any more. */
function tally(): DurableObjectStub<TallyObject> {
  return TALLY.getByName(name);
}

beforeEach(() => {
  name = `tally-${objects++}`;
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await reset();
});

function add(amount: number, key?: typeof repeat) {
  return tally().handle({ type: 'Add', amount, at: Date.now() }, key);
}

function open(slotId: string, until: number) {
  return tally().handle({ type: 'Open', slotId, until, at: Date.now() });
}

function inside<Value>(work: (object: TallyObject, state: DurableObjectState) => Value | Promise<Value>) {
  return runInDurableObject(tally(), work);
}

function alarmAt(): Promise<number | null> {
  return inside((_object, state) => state.storage.getAlarm());
}

function tables(): Promise<string[]> {
  const query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'";
  return inside((_object, { storage }) =>
    storage.sql
      .exec<{ name: string }>(query)
      .toArray()
      .map(({ name }) => name),
  );
}

/** What went wrong, or undefined. `expect(…).rejects` on a stub leaks an unhandled rejection. */
async function failure(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** From now on the clock of the object stands still at this time. */
function standAt(time: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: time });
}

describe('an object that comes back', () => {
  it.each([
    ['after it was evicted', () => evictDurableObject(tally())],
    ['after it was aborted', () => abortAllDurableObjects()],
  ])('%s has its state, its memory and its alarm', async (_when, stop) => {
    const until = Date.now() + hour;
    const first = await add(5, repeat);
    await open('a', until);
    await stop();
    expect(await tally().look()).toMatchObject({ state: { total: 5 }, seq: 2 });
    expect(await tally().slot('a')).toEqual({ status: 'open', until });
    expect(await add(5, repeat)).toEqual({ ...first, replayed: true });
    expect(await add(5, { ...repeat, fingerprint: 'bbbb' })).toMatchObject({
      rejection: { type: 'IdempotencyKeyReused' },
    });
    expect(await alarmAt()).toBe(until);
    expect(await inside((object) => object.actor.events(0, 9).map(({ seq }) => seq))).toEqual([1, 2]);
  });

  it('sets an alarm again that the platform has lost', async () => {
    const until = Date.now() + hour;
    await open('a', until);
    await inside((_object, { storage }) => storage.deleteAlarm());
    await evictDurableObject(tally());
    await tally().look();
    expect(await alarmAt()).toBe(until);
  });

  it('leaves no trace when it was only read', async () => {
    expect(await tally().look()).toMatchObject({ state: { total: 0 }, seq: 0 });
    expect(await add(-1, repeat)).toMatchObject({ ok: false, rejection: { type: 'BelowZero' } });
    expect(await tables()).toEqual([]);
    expect(await alarmAt()).toBeNull();
  });

  it('knows its name, and says so when it has none', async () => {
    expect(await tally().whoAmI()).toBe(name);
    const nameless = TALLY.get(TALLY.newUniqueId());
    expect(await failure(async () => nameless.whoAmI())).toContain('addressed by name only');
  });
});

describe('many callers at once', () => {
  it('are taken one after the other', async () => {
    await Promise.all(Array.from({ length: 50 }, () => add(1)));
    expect(await tally().look()).toMatchObject({ state: { total: 50 }, seq: 50 });
  });

  it('that are one and the same request count once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => add(1, repeat)));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await tally().look()).toMatchObject({ state: { total: 1 }, seq: 1 });
  });
});

describe('a commit', () => {
  it('has its alarm with it as soon as it is on the disk', async () => {
    const until = Date.now() + hour;
    const stopped = await failure(() =>
      inside(async (object, state) => {
        object.handle({ type: 'Open', slotId: 'a', until, at: 0 });
        await state.storage.sync();
        state.abort('the machine is gone');
      }),
    );
    expect(stopped).toContain('the machine is gone');
    expect((await tally().look()).seq).toBe(1);
    expect(await alarmAt()).toBe(until);
  });

  it('is lost together with its alarm when the object dies before it is on the disk', async () => {
    await add(1);
    await failure(() =>
      inside((object, state) => {
        object.handle({ type: 'Open', slotId: 'a', until: Date.now() + hour, at: 0 });
        state.abort('the machine is gone');
      }),
    );
    const { seq } = await tally().look();
    expect([seq, (await alarmAt()) !== null]).toEqual(seq === 1 ? [1, false] : [2, true]);
  });

  it.each([
    ['the first command', async () => {}],
    ['a later command', async () => void (await add(1))],
  ])('that fails at any statement of %s leaves nothing', async (_which, prepare) => {
    await prepare();
    const before = { ...(await tally().look()), tables: await tables() };
    const until = Date.now() + hour;
    let failed = 0;
    for (let nth = 0; nth < 50; nth++) {
      const error = await inside((object) => {
        object.statementsLeft = failed;
        try {
          object.handle({ type: 'Open', slotId: 'a', until, at: 0 }, repeat);
        } catch (thrown) {
          return String(thrown);
        } finally {
          object.statementsLeft = Infinity;
        }
      });
      if (error === undefined) break;
      expect(error).toContain('the storage failed');
      failed += 1;
      expect({ ...(await tally().look()), tables: await tables() }).toEqual(before);
      expect(await alarmAt()).toBeNull();
      if (failed % 2) await evictDurableObject(tally());
    }
    expect(failed).toBeGreaterThan(3);
    await evictDurableObject(tally());
    expect((await tally().look()).seq).toBe(before.seq + 1);
    expect(await tally().slot('a')).toEqual({ status: 'open', until });
    expect(await alarmAt()).toBe(until);
  });

  it('writes as few rows as there are things to write', async () => {
    await add(1);
    const until = Date.now() + hour;
    const rows = await inside((object) => {
      const cost = (...given: Parameters<TallyObject['handle']>) => {
        const before = object.rowsWritten;
        object.handle(...given);
        return object.rowsWritten - before;
      };
      return {
        event: cost({ type: 'Add', amount: 1, at: 0 }),
        eventAndMemory: cost({ type: 'Add', amount: 1, at: 0 }, repeat),
        repeated: cost({ type: 'Add', amount: 1, at: 0 }, repeat),
        eventAndEntryWithItsIndex: cost({ type: 'Open', slotId: 'a', until, at: 0 }),
        rejected: cost({ type: 'Add', amount: -9, at: 0 }),
      };
    });
    const expected = { event: 1, eventAndMemory: 2, repeated: 0, eventAndEntryWithItsIndex: 3, rejected: 0 };
    expect(rows).toEqual(expected);
  });
});

describe('the alarm', () => {
  it('rings by itself when something is due', async () => {
    await open('a', Date.now() + 100);
    await vi.waitFor(async () => expect((await tally().slot('a'))?.status).toBe('closed'), 5_000);
    expect(await alarmAt()).toBeNull();
  });

  it('does what is due and is set for what comes next', async () => {
    const now = Date.now();
    await open('a', now + hour);
    await open('b', now + 2 * hour);
    standAt(now + hour);
    expect(await runDurableObjectAlarm(tally())).toBe(true);
    expect((await tally().slot('a'))?.status).toBe('closed');
    expect((await tally().slot('b'))?.status).toBe('open');
    expect(await alarmAt()).toBe(now + 2 * hour);
  });

  it('wakes an object that was evicted', async () => {
    const now = Date.now();
    await open('a', now + hour);
    await evictDurableObject(tally());
    standAt(now + hour);
    expect(await runDurableObjectAlarm(tally())).toBe(true);
    expect((await tally().slot('a'))?.status).toBe('closed');
  });

  it('publishes what the object did not come to publish', async () => {
    await inside(async (object, state) => {
      const command = { type: 'Announce', headline: 'news', at: Date.now() } as const;
      object.actor.handle({ command, cause: { caller: '', request: '', trace: '' } });
      await state.storage.sync();
    });
    await abortAllDurableObjects();
    expect(await runDurableObjectAlarm(tally())).toBe(true);
    const published = await inside((_object, { storage }) =>
      storage.sql.exec('SELECT published FROM relay').toArray(),
    );
    expect(published).toEqual([{ published: 1 }]);
  });

  it('does not throw when the storage fails, and is set again', async () => {
    const now = Date.now();
    await open('a', now + hour);
    standAt(now + hour);
    await inside(async (object) => {
      object.statementsLeft = 0;
      await object.alarm({ retryCount: 0, isRetry: false, scheduledTime: now + hour });
      object.statementsLeft = Infinity;
    });
    expect((await tally().slot('a'))?.status).toBe('open');
    expect(await alarmAt()).toBeGreaterThan(now + hour);
    standAt((await alarmAt()) ?? 0);
    await runDurableObjectAlarm(tally());
    expect((await tally().slot('a'))?.status).toBe('closed');
  });

  it('that is the last retry is set anew, and does its work then', async () => {
    const now = Date.now();
    await open('a', now + hour);
    standAt(now + hour);
    await inside((object) => object.alarm({ retryCount: 5, isRetry: true, scheduledTime: now + hour }));
    expect((await tally().slot('a'))?.status).toBe('open');
    const again = now + hour + 60_000;
    expect(await alarmAt()).toBe(again);
    standAt(again);
    expect(await runDurableObjectAlarm(tally())).toBe(true);
    expect((await tally().slot('a'))?.status).toBe('closed');
    expect(await alarmAt()).toBeNull();
  });

  it('that is not yet the last retry does its work', async () => {
    const now = Date.now();
    await open('a', now + hour);
    standAt(now + hour);
    await inside((object) => object.alarm({ retryCount: 4, isRetry: true, scheduledTime: now + hour }));
    expect((await tally().slot('a'))?.status).toBe('closed');
  });
});
