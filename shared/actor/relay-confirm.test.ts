import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { confirmAfterMs } from './relay.ts';
import { day, hour, Rig, second } from './test-support/rig.ts';
import { ConfirmingSubscribers } from './test-support/subscribers.ts';
import { tally } from './test-support/tally.ts';

let subscribers: ConfirmingSubscribers;
let rig: Rig;
beforeEach(() => {
  subscribers = new ConfirmingSubscribers();
  rig = new Rig(tally, subscribers);
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

/** Rings alarms until the subscribers were asked `times` times more; returns the pauses before each, in s. */
async function pausesUntilAsked(times: number): Promise<number[]> {
  const pauses: number[] = [];
  for (let i = 0; i < times; i++) {
    const [from, asked] = [rig.now, subscribers.asked.length];
    for (let rung = 0; subscribers.asked.length === asked; rung++) {
      if (rung > 5) throw new Error('they are not asked');
      await rig.ringAlarm();
    }
    pauses.push((rig.now - from) / second);
  }
  return pauses;
}

describe('what has arrived', () => {
  it('is asked about once, a while later, and never again', async () => {
    rig.announce('news');
    await rig.publish();
    const publishedAt = rig.now;
    await rig.passTo(publishedAt + confirmAfterMs - 1);
    expect(subscribers.asked).toEqual([]);
    await rig.passTo(publishedAt + confirmAfterMs);
    expect(subscribers.asked).toEqual([1]);
    await rig.passTo(rig.now + 30 * day);
    rig.restart();
    await rig.passTo(rig.now + 30 * day);
    expect(subscribers.asked).toEqual([1]);
    expect(subscribers.told).toEqual([[1]]);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('is asked about by the number of its last public event', async () => {
    rig.add(1);
    rig.announce('2');
    rig.add(1);
    rig.announce('4');
    rig.add(1);
    await rig.publish();
    await rig.passTo(rig.now + hour);
    expect(subscribers.asked).toEqual([4]);
  });

  it('is asked about by that number after a restart too', async () => {
    rig.announce('1');
    rig.add(1);
    rig.add(1);
    await rig.publish();
    rig.restart();
    await rig.passTo(rig.now + hour);
    expect(subscribers.asked).toEqual([1]);
    expect(subscribers.told).toHaveLength(1);
  });

  it('takes one more question when there is more', async () => {
    rig.announce('1');
    await rig.publish();
    await rig.passTo(rig.now + hour);
    rig.announce('2');
    await rig.publish();
    await rig.passTo(rig.now + hour);
    expect(subscribers.asked).toEqual([1, 2]);
  });
});

describe('what has not arrived', () => {
  it('is published again, with a patience that doubles up to an hour', async () => {
    subscribers.lossy = true;
    rig.announce('news');
    await rig.publish();
    expect(await pausesUntilAsked(11)).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
    expect(subscribers.told).toHaveLength(12);

    subscribers.lossy = false;
    await pausesUntilAsked(2);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('is waited for with the first patience again once it has come', async () => {
    subscribers.lossy = true;
    rig.announce('1');
    await rig.publish();
    await pausesUntilAsked(3);
    subscribers.lossy = false;
    await pausesUntilAsked(2);
    subscribers.lossy = true;
    rig.announce('2');
    await rig.publish();
    expect(await pausesUntilAsked(2)).toEqual([10, 20]);
  });

  it('is published from the last event that is known to have arrived', async () => {
    rig.announce('1');
    await rig.publish();
    await rig.passTo(rig.now + hour);
    subscribers.lossy = true;
    rig.announce('2');
    await rig.publish();
    rig.announce('3');
    await rig.publish();
    subscribers.lossy = false;
    await rig.passTo(rig.now + hour);
    expect(subscribers.told).toEqual([[1], [2], [3], [2, 3]]);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('is published again without what lies before it and was not public', async () => {
    rig.announce('1');
    await rig.publish();
    await rig.passTo(rig.now + hour);
    for (let i = 0; i < 10; i++) rig.add(1);
    subscribers.lossy = true;
    rig.announce('12');
    await rig.publish();
    subscribers.lossy = false;
    await rig.passTo(rig.now + hour);
    expect(subscribers.told).toEqual([[1], [12], [12]]);
  });

  it('is not asked about early because the alarm rings for something else', async () => {
    rig.announce('news');
    await rig.publish();
    rig.open('a', rig.now + second);
    await rig.passTo(rig.now + confirmAfterMs / 2);
    expect(rig.actor.entry('a')?.status).toBe('closed');
    expect(subscribers.asked).toEqual([]);
  });

  it('is published again after a restart, from behind a snapshot too', async () => {
    subscribers.lossy = true;
    rig.announce('1');
    await rig.publish();
    for (let i = 0; i < 120; i++)
      rig.handle({ type: 'Open', slotId: 'same', until: rig.now + day, at: rig.now });
    for (let i = 0; i < 120; i++) rig.setDeadline(rig.now + 90 * day);
    expect(rig.rows('SELECT seq FROM snapshot')).toHaveLength(1);
    rig.restart();
    subscribers.lossy = false;
    await rig.passTo(rig.now + hour);
    expect(subscribers.told[1]?.[0]).toBe(1);
    expect(subscribers.asked).toEqual([1, 1]);
  });

  it('waits for subscribers that cannot be asked with growing patience as well', async () => {
    subscribers.unreachable = true;
    rig.announce('news');
    await rig.publish();
    await rig.passTo(rig.now + day);
    expect(subscribers.asked.length).toBeGreaterThan(10);
    expect(subscribers.asked.length).toBeLessThan(40);
    subscribers.unreachable = false;
    await rig.passTo(rig.now + 2 * hour);
    expect(rig.storage.alarmAt).toBeNull();
    expect(subscribers.told).toEqual([[1]]);
  });
});

describe('an event that is committed while subscribers are asked', () => {
  it('is published, and asked about in its turn', async () => {
    rig.announce('1');
    await rig.publish();
    subscribers.whileAsked(async () => {
      subscribers.whileAsked(async () => {});
      rig.announce('2');
      await rig.publish();
    });
    await rig.passTo(rig.now + hour);
    expect(subscribers.told).toEqual([[1], [2]]);
    expect(subscribers.asked).toEqual([1, 2]);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('does not keep what was lost from being published again', async () => {
    subscribers.lossy = true;
    rig.announce('1');
    await rig.publish();
    subscribers.lossy = false;
    let release = () => {};
    subscribers.whileAsked(async () => {
      subscribers.whileAsked(async () => {});
      rig.announce('2');
      release = subscribers.hold();
      rig.actor.publishSoon();
    });
    rig.now += confirmAfterMs;
    const ringing = rig.ringAlarm();
    await new Promise(setImmediate);
    release();
    await ringing;
    expect(subscribers.told).toEqual([[1], [2], [1, 2]]);
    await rig.passTo(rig.now + hour);
    expect(rig.storage.alarmAt).toBeNull();
  });
});

describe('who wakes, and does not know what the process before has published', () => {
  const rowsOfCursor = () => rig.rows<{ confirmed: number }>('SELECT confirmed FROM relay');

  it('asks first, since it costs no row to know it', async () => {
    rig.announce('news');
    await rig.publish();
    expect(rowsOfCursor()).toEqual([]);
    rig.restart();
    await rig.passTo(rig.now + hour);
    expect(subscribers.asked).toEqual([1]);
    expect(subscribers.told).toEqual([[1]]);
    expect(rowsOfCursor()).toEqual([{ confirmed: 1 }]);
  });

  it('publishes what has not arrived', async () => {
    rig.announce('news');
    rig.restart();
    await rig.passTo(rig.now + confirmAfterMs);
    expect(subscribers.asked).toEqual([1]);
    expect(subscribers.told).toEqual([[1]]);
  });

  it('publishes what may not have been, when nobody can be asked', async () => {
    subscribers.unreachable = true;
    rig.announce('news');
    rig.restart();
    await rig.passTo(rig.now + confirmAfterMs);
    expect(subscribers.told).toEqual([[1]]);
  });

  it('publishes it together with what is new', async () => {
    rig.announce('1');
    rig.restart();
    rig.announce('2');
    await rig.publish();
    expect(subscribers.told).toEqual([[1, 2]]);
  });

  it('writes down with a snapshot what is known, and not what it takes for published', async () => {
    rig.announce('1');
    rig.restart();
    for (let i = 0; i < 120; i++) rig.setDeadline(rig.now + 90 * day);
    expect(rig.rows('SELECT seq FROM snapshot')).toHaveLength(1);
    rig.restart();
    subscribers.unreachable = true;
    await rig.passTo(rig.now + confirmAfterMs);
    expect(subscribers.told[0]?.[0]).toBe(1);
  });

  it('does not go back to the last confirmation, where that is long ago, but to the last snapshot', async () => {
    for (let i = 0; i < 250; i++) {
      rig.announce('news, and nobody is asked while there are more');
      await rig.publish();
    }
    rig.restart();
    rig.announce('251');
    await rig.publish();
    const again = subscribers.told.slice(250).flat();
    expect(again).toHaveLength(51);
    expect(again.at(-1)).toBe(251);
    await rig.passTo(rig.now + hour);
    expect(subscribers.asked).toEqual([251]);
  });

  it('says of itself that it may be late', async () => {
    rig.announce('1');
    await rig.publish();
    rig.restart();
    expect(rig.actor.told).toMatchObject({ lastPublic: 1, published: 0 });
    await rig.passTo(rig.now + hour);
    expect(rig.actor.told).toMatchObject({ lastPublic: 1, published: 1 });
  });
});
