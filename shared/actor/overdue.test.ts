import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { day, hour, Rig, second } from './test-support/rig.ts';
import { Subscribers } from './test-support/subscribers.ts';
import { type TallyDefinition, tally } from './test-support/tally.ts';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

const minute = 60 * second;

function openSlots(rig: Rig): number {
  return rig.rows<{ n: number }>("SELECT COUNT(*) AS n FROM entry WHERE data LIKE '%open%'")[0]?.n ?? -1;
}

function openMany(rig: Rig, count: number, until: number, name = 'slot'): void {
  for (let i = 0; i < count; i++) rig.open(`${name}-${i}`, until);
}

/** A tally that cannot close slots of this name. */
function stuckAt(name: string): TallyDefinition {
  return {
    ...tally,
    commandWhenEntryDue: (slotId, at) => {
      if (slotId.startsWith(name)) throw new Error('a bug');
      return { type: 'Close', slotId, at };
    },
  };
}

describe('what cannot be done when it is due', () => {
  it('does not hold up other entries, nor the state', async () => {
    const rig = new Rig(stuckAt('bad'));
    rig.open('bad', rig.now + 1);
    openMany(rig, 5, rig.now + 2);
    rig.setDeadline(rig.now + 2);
    rig.now += hour;
    await rig.ringAlarm();
    expect(openSlots(rig)).toBe(1);
    expect(rig.actor.state.sealed).toBe(true);
  });

  it('is tried again after a pause, not at once', async () => {
    const rig = new Rig(stuckAt('bad'));
    rig.open('bad', rig.now + 1);
    const rung = await rig.passTo(rig.now + minute);
    expect(rung).toBeGreaterThan(5);
    expect(rung).toBeLessThanOrEqual(13);
    expect(rig.storage.alarmAt).toBeGreaterThan(rig.now);
  });

  it('does not starve entries behind it, however much of it there is', async () => {
    const rig = new Rig(stuckAt('bad'));
    openMany(rig, 600, rig.now + 1, 'bad');
    openMany(rig, 300, rig.now + 2, 'good');
    const rung = await rig.passTo(rig.now + minute);
    expect(rig.rows("SELECT id FROM entry WHERE due IS NOT NULL AND id LIKE 'good%'")).toEqual([]);
    expect(rung).toBeLessThanOrEqual(12 * 4);
  });

  it('waits as well where the domain has no command for it', async () => {
    const rig = new Rig({ ...tally, commandWhenDue: () => undefined });
    rig.setDeadline(rig.now + 1);
    expect(await rig.passTo(rig.now + minute)).toBeLessThanOrEqual(13);
  });

  it('waits as well where the command leaves the entry as it was', async () => {
    const rig = new Rig({ ...tally, commandWhenEntryDue: (_id, at) => ({ type: 'Add', amount: 1, at }) });
    rig.open('a', rig.now + 1);
    expect(await rig.passTo(rig.now + minute)).toBeLessThanOrEqual(13);
  });

  it('does not ring for every command in the meantime', async () => {
    const subscribers = new Subscribers();
    subscribers.down = true;
    const rig = new Rig(stuckAt('bad'), subscribers);
    rig.open('bad', rig.now + 1);
    rig.announce('news');
    await rig.publish();
    await rig.passTo(rig.now + minute);
    const alarmAt = rig.storage.alarmAt;
    const set = vi.spyOn(rig.platform, 'setAlarm');
    for (let i = 0; i < 10; i++) {
      rig.add(1);
      rig.setDeadline(rig.now + hour);
    }
    expect(set.mock.calls).toEqual([]);
    expect(rig.storage.alarmAt).toBe(alarmAt);
  });

  it('does not put off what is due in the meantime', async () => {
    const rig = new Rig(stuckAt('bad'));
    const start = rig.now;
    rig.open('bad', start + 1);
    rig.open('b', start + 3 * second);
    await rig.ringAlarm();
    expect(rig.storage.alarmAt).toBe(start + 3 * second);
    rig.open('a', start + 2 * second);
    expect(rig.storage.alarmAt).toBe(start + 2 * second);
    await rig.ringAlarm();
    expect(rig.storage.alarmAt).toBe(start + 3 * second);
  });

  it('does not put off something new that is due at once', async () => {
    const rig = new Rig();
    const early = rig.now;
    rig.open('a', early + 1);
    await rig.ringAlarm();
    expect(rig.storage.alarmAt).toBeNull();
    rig.now += hour;
    rig.open('b', early);
    await rig.ringAlarm();
    expect(rig.now).toBe(early + 1 + hour);
    expect(rig.actor.entry('b')?.status).toBe('closed');
  });

  it('is done once the bug is gone', async () => {
    const rig = new Rig(stuckAt('bad'));
    rig.open('bad', rig.now + 1);
    await rig.passTo(rig.now + day, 20_000);
    rig.restart(tally);
    await rig.passTo(rig.now + minute);
    expect(openSlots(rig)).toBe(0);
    expect(rig.storage.alarmAt).toBeNull();
  });
});
