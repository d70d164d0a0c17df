import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { relayRetryMs } from './relay.ts';
import { hour, Rig, second } from './test-support/rig.ts';
import { Subscribers } from './test-support/subscribers.ts';
import { tally } from './test-support/tally.ts';

let subscribers: Subscribers;
let rig: Rig;
beforeEach(() => {
  subscribers = new Subscribers();
  rig = new Rig(tally, subscribers);
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

function cursor() {
  return rig.rows<{ published: number }>('SELECT published FROM relay').map(({ published }) => published);
}

describe('publishing', () => {
  it('happens right after the commit, with the state of that moment', async () => {
    rig.add(3);
    rig.announce('news');
    await rig.publish();
    expect(subscribers.told).toEqual([[2]]);
    expect(subscribers.states).toEqual([{ total: 3, seq: 2 }]);
    expect(cursor()).toEqual([2]);
  });

  it('leaves alone what is not public: no row, no alarm, no call', async () => {
    for (let i = 0; i < 50; i++) rig.add(1);
    await rig.publish();
    expect(rig.storage.alarmAt).toBeNull();
    expect(subscribers.told).toEqual([]);
    expect(cursor()).toEqual([]);
  });

  it('decides by the state before and after what is public', async () => {
    rig.add(99);
    rig.add(1);
    await rig.publish();
    expect(subscribers.told).toEqual([[2]]);
  });

  it('tells nothing twice and skips what lies between', async () => {
    rig.announce('1');
    await rig.publish();
    for (let i = 0; i < 30; i++) rig.add(1);
    rig.announce('32');
    await rig.publish();
    await rig.publish();
    expect(subscribers.told).toEqual([[1], [32]]);
  });

  it('joins what has gathered in one call and one row', async () => {
    rig.announce('1');
    rig.announce('2');
    rig.announce('3');
    const before = rig.platform.rowsWritten;
    await rig.publish();
    expect(subscribers.told).toEqual([[1, 2, 3]]);
    expect(rig.platform.rowsWritten - before).toBe(1);
  });

  it('goes on with what was committed while it was under way', async () => {
    const release = subscribers.hold();
    rig.announce('1');
    rig.actor.publishSoon();
    rig.announce('2');
    rig.announce('3');
    rig.actor.publishSoon();
    expect(subscribers.told).toEqual([[1]]);
    release();
    await rig.settle();
    expect(subscribers.told).toEqual([[1], [2, 3]]);
    expect(cursor()).toEqual([3]);
  });

  it('takes a long backlog in pages, in order', async () => {
    for (let i = 0; i < 450; i++) rig.announce('again');
    await rig.publish();
    expect(subscribers.told.map((page) => page.length)).toEqual([200, 200, 50]);
    expect(subscribers.told.flat()).toEqual(Array.from({ length: 450 }, (_, i) => i + 1));
  });

  it('asks for no alarm where there is nobody to tell', async () => {
    rig = new Rig(tally);
    rig.announce('news');
    await rig.publish();
    expect(rig.storage.alarmAt).toBeNull();
  });
});

describe('when subscribers are down', () => {
  it('the cursor stays, and the alarm tells them later', async () => {
    subscribers.down = true;
    rig.announce('news');
    const committedAt = rig.now;
    await rig.publish();
    expect(cursor()).toEqual([]);
    expect(rig.storage.alarmAt).toBe(committedAt + relayRetryMs);

    subscribers.down = false;
    await rig.ringAlarm();
    expect(subscribers.told).toEqual([[1]]);
    expect(cursor()).toEqual([1]);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('the alarm keeps trying, with pauses, for as long as it takes', async () => {
    subscribers.down = true;
    rig.announce('news');
    await rig.publish();
    const rung = await rig.passTo(rig.now + hour);
    expect(rung).toBeGreaterThan(3);
    expect(rung).toBeLessThanOrEqual(720);
    subscribers.down = false;
    await rig.passTo(rig.now + hour);
    expect(subscribers.told).toEqual([[1]]);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('the next commit tells them of everything that waits', async () => {
    subscribers.down = true;
    rig.announce('1');
    await rig.publish();
    rig.add(1);
    subscribers.down = false;
    rig.announce('3');
    await rig.publish();
    expect(subscribers.told).toEqual([[1, 2, 3]]);
  });
});

describe('when the actor dies', () => {
  it('before it has published, the alarm publishes', async () => {
    rig.announce('news');
    rig.restart();
    await rig.ringAlarm();
    expect(subscribers.told).toEqual([[1]]);
  });

  it('between publishing and moving the cursor, it publishes again', async () => {
    subscribers.hold();
    rig.announce('news');
    rig.actor.publishSoon();
    expect(subscribers.told).toEqual([[1]]);
    rig.restart();
    subscribers.hold()();
    await rig.ringAlarm();
    expect(subscribers.told).toEqual([[1], [1]]);
    expect(cursor()).toEqual([1]);
  });

  it('in the middle of a backlog, it goes on behind the last page', async () => {
    for (let i = 0; i < 250; i++) rig.announce('again');
    await rig.publish();
    rig.storage.database.exec('UPDATE relay SET published = 200, confirmed = 0');
    rig.restart();
    await rig.ringAlarm();
    expect(subscribers.told.at(-1)).toEqual(Array.from({ length: 50 }, (_, i) => i + 201));
    expect(cursor()).toEqual([250]);
  });

  it('and its alarm is lost, whoever calls next sets it again', () => {
    rig.announce('news');
    rig.storage.alarmAt = null;
    rig.restart();
    expect(rig.storage.alarmAt).toBe(rig.now + relayRetryMs);
  });

  it('after everything is published, waking is silent', async () => {
    rig.announce('news');
    rig.add(1);
    await rig.publish();
    await rig.passTo(rig.now + hour);
    rig.restart();
    await rig.publish();
    expect(rig.storage.alarmAt).toBeNull();
    expect(subscribers.told.flat().filter((seq) => seq === 1)).toHaveLength(1);
  });
});

describe('the cursor', () => {
  it('is tried again when it cannot be written', async () => {
    rig.announce('news');
    const { sql } = rig.platform;
    const { exec } = sql;
    sql.exec = (query, ...bindings) => {
      if (query.includes('INTO relay')) throw new Error('the storage failed');
      return exec(query, ...bindings);
    };
    await rig.publish();
    expect(cursor()).toEqual([]);
    sql.exec = exec;
    rig.now += 10 * second;
    await rig.ringAlarm();
    expect(cursor()).toEqual([1]);
    expect(subscribers.told).toEqual([[1], [1]]);
  });

  it('remembers what waits before a snapshot, also after a restart', async () => {
    subscribers.down = true;
    rig.announce('1');
    for (let i = 0; i < 150; i++) rig.add(1);
    await rig.publish();
    expect(rig.rows<{ seq: number }>('SELECT seq FROM snapshot')[0]?.seq).toBeGreaterThan(1);

    rig.restart();
    await rig.publish();
    rig.restart();
    expect(rig.storage.alarmAt).not.toBeNull();
    subscribers.down = false;
    await rig.publish();
    expect(subscribers.told.flat()).toContain(1);
    const told = subscribers.told.length;
    rig.restart();
    await rig.publish();
    expect(subscribers.told).toHaveLength(told);
    expect(rig.actor.state.total).toBe(150);
  });
});

describe('how far others have been told', () => {
  it('is nothing where nothing has happened, or nothing that they must hear of', () => {
    expect(rig.actor.told).toBeNull();
    rig.add(1);
    expect(rig.actor.told).toEqual({ lastPublic: 0, at: 0, published: 0 });
  });

  it.each(['awake', 'after it woke'])(
    '%s: the last event that is public, when it was, and up to where it was published',
    async (when) => {
      rig.add(1);
      const at = rig.now;
      rig.announce('news');
      rig.now += second;
      rig.add(1);
      if (when !== 'awake') rig.restart();
      expect(rig.actor.told).toEqual({ lastPublic: 2, at, published: 1 });
      await rig.publish();
      if (when !== 'awake') rig.restart();
      expect(rig.actor.told).toEqual({ lastPublic: 2, at, published: 2 });
    },
  );
});
