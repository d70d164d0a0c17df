import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { timerCause } from './actor.ts';
import { relayRetryMs } from './relay.ts';
import { day, hour, Rig, second } from './test-support/rig.ts';
import { Subscribers } from './test-support/subscribers.ts';
import { tally } from './test-support/tally.ts';

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

describe('the alarm', () => {
  it('rings for the state when its time has come, and is then unset', async () => {
    const rig = new Rig();
    rig.setDeadline(rig.now + hour);
    expect(rig.storage.alarmAt).toBe(rig.now + hour);
    await rig.passTo(rig.now + hour - 1);
    expect(rig.actor.state.sealed).toBe(false);
    await rig.passTo(rig.now + 1);
    expect(rig.actor.state.sealed).toBe(true);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('rings for every entry at its own time', async () => {
    const rig = new Rig();
    rig.open('late', rig.now + 2 * hour);
    rig.open('early', rig.now + hour);
    await rig.passTo(rig.now + hour);
    expect(rig.actor.entry('early')?.status).toBe('closed');
    expect(rig.actor.entry('late')?.status).toBe('open');
    await rig.passTo(rig.now + hour);
    expect(rig.actor.entry('late')?.status).toBe('closed');
    expect(rig.actor.events(2, 9)).toMatchObject([
      { event: { slotId: 'early' }, ...timerCause },
      { event: { slotId: 'late' }, ...timerCause },
    ]);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('is only ever brought forward by a command', () => {
    const rig = new Rig();
    const set = vi.spyOn(rig.platform, 'setAlarm');
    rig.open('a', rig.now + 2 * hour);
    rig.open('b', rig.now + hour);
    rig.open('c', rig.now + 3 * hour);
    rig.handle({ type: 'Close', slotId: 'b', at: rig.now });
    rig.setDeadline(rig.now + 4 * hour);
    rig.add(1, { repeat: { key: 'k', fingerprint: 'f' } });
    expect(set.mock.calls).toEqual([[rig.now + 2 * hour], [rig.now + hour]]);
  });

  it('is set for the next thing when it rings too early', async () => {
    const rig = new Rig();
    rig.open('a', rig.now + 2 * hour);
    rig.open('b', rig.now + hour);
    rig.handle({ type: 'Close', slotId: 'b', at: rig.now });
    const expected = rig.now + 2 * hour;
    await rig.ringAlarm();
    expect(rig.storage.alarmAt).toBe(expected);
    expect(rig.actor.seq).toBe(3);
  });

  it('is not put off by something else that was just done', async () => {
    const rig = new Rig();
    const deadline = rig.now + hour + second;
    rig.open('a', rig.now + hour);
    rig.setDeadline(deadline);
    await rig.ringAlarm();
    expect(rig.storage.alarmAt).toBe(deadline);
  });

  it('publishes what timers have brought about', async () => {
    const subscribers = new Subscribers();
    const rig = new Rig({ ...tally, isPublic: (event) => event.type === 'Sealed' }, subscribers);
    rig.setDeadline(rig.now + hour);
    await rig.ringAlarm();
    expect(subscribers.told).toEqual([[2]]);
  });

  it('gives the service its turn, behind the timers', async () => {
    const rig = new Rig();
    rig.setDeadline(rig.now + hour);
    const seen: boolean[] = [];
    await rig.ringAlarm(async () => void seen.push(rig.actor.state.sealed));
    expect(seen).toEqual([true]);
  });

  it.each([
    ['a state', (rig: Rig) => rig.setDeadline(rig.now + hour), hour],
    ['an entry', (rig: Rig) => rig.open('a', rig.now + hour), hour],
    ['what is to be published', (rig: Rig) => rig.announce('news'), relayRetryMs],
    ['a remembered request', (rig: Rig) => rig.add(1, { repeat: { key: 'k', fingerprint: 'f' } }), 38 * hour],
  ])('that was lost is set again on waking, for %s', (_what, command, after) => {
    const rig = new Rig(tally, new Subscribers());
    command(rig);
    rig.storage.alarmAt = null;
    rig.restart();
    expect(rig.storage.alarmAt).toBe(rig.now + after);
  });

  it('that is set already is left alone on waking', () => {
    const rig = new Rig();
    rig.open('a', rig.now + hour);
    rig.storage.alarmAt = rig.now + minute;
    rig.restart();
    expect(rig.storage.alarmAt).toBe(rig.now + minute);
  });
});

describe('many entries that fall due together', () => {
  it('are taken in portions, without a pause', async () => {
    const rig = new Rig();
    const until = rig.now + hour;
    openMany(rig, 1_000, until);
    await rig.ringAlarm();
    expect(openSlots(rig)).toBe(750);
    const rung = await rig.passTo(until);
    expect(openSlots(rig)).toBe(0);
    expect(rung).toBeLessThanOrEqual(4);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('come before those that fall due later', async () => {
    const rig = new Rig();
    openMany(rig, 200, rig.now + 2 * minute, 'second');
    openMany(rig, 200, rig.now + minute, 'first');
    rig.now += hour;
    await rig.ringAlarm();
    expect(rig.rows("SELECT id FROM entry WHERE due IS NOT NULL AND id LIKE 'first%'")).toEqual([]);
    expect(openSlots(rig)).toBe(150);
  });
});

describe('a ring', () => {
  /** A tally with something of everything due. */
  function everythingDue(definition = tally): Rig {
    const rig = new Rig(definition, new Subscribers());
    rig.add(1, { repeat: { key: 'k', fingerprint: 'f' } });
    rig.now += 3 * day;
    openMany(rig, 3, rig.now + 1);
    rig.announce('news');
    rig.setDeadline(rig.now + 2);
    rig.now += hour;
    return rig;
  }

  async function expectAllDone(rig: Rig): Promise<void> {
    expect(rig.storage.alarmAt).not.toBeNull();
    await rig.passTo(rig.now + minute);
    expect(openSlots(rig)).toBe(0);
    expect(rig.actor.state.sealed).toBe(true);
    expect(rig.rows('SELECT * FROM repeat')).toEqual([]);
    expect(rig.rows<{ published: number }>('SELECT published FROM relay')[0]?.published).toBeGreaterThan(0);
    expect(rig.storage.alarmAt).toBeNull();
  }

  it('never throws, and leaves the alarm set, whichever statement fails', async () => {
    const whole = everythingDue();
    const before = whole.platform.statements.length;
    await whole.ringAlarm();
    const statements = whole.platform.statements.length - before;
    expect(statements).toBeGreaterThan(10);
    for (let nth = 0; nth < statements; nth++) {
      const rig = everythingDue();
      rig.platform.statementsLeft = nth;
      await rig.ringAlarm();
      rig.platform.statementsLeft = Infinity;
      await expectAllDone(rig);
    }
  });

  it('never throws, and leaves the alarm set, when the domain cannot say what is due', async () => {
    let broken = false;
    const due = (state: typeof tally.decider.initialState) => {
      if (broken) throw new Error('a bug');
      return tally.due?.(state);
    };
    const rig = everythingDue({ ...tally, due });
    broken = true;
    await rig.ringAlarm();
    broken = false;
    await expectAllDone(rig);
  });

  it('never throws, and does the rest, when the service or the outlet does', async () => {
    const subscribers = new Subscribers();
    const rig = new Rig(tally, subscribers);
    subscribers.down = true;
    rig.announce('news');
    rig.setDeadline(rig.now + 1);
    await rig.ringAlarm(async () => {
      throw new Error('a bug');
    });
    expect(rig.actor.state.sealed).toBe(true);
    expect(rig.storage.alarmAt).not.toBeNull();
  });

  it('keeps an alarm that a command sets while it is under way', async () => {
    const rig = new Rig();
    rig.open('first', rig.now + hour);
    await rig.ringAlarm(async () => {
      rig.open('a', rig.now + minute);
    });
    expect(rig.storage.alarmAt).toBe(rig.now + minute);
    await rig.passTo(rig.now + hour);
    expect(rig.storage.alarmAt).toBeNull();
  });
});

it('a request that comes while the alarm rings does not put off what is due, should the process die of it', () => {
  const rig = new Rig();
  rig.open('s', rig.now + hour);
  rig.storage.alarmAt = null; // as the platform has it while the alarm rings
  void rig.actor.ring(() => new Promise(() => {}));
  rig.add(-9, { repeat: { key: 'k', fingerprint: 'f' } }); // refused, and remembered for more than a day
  expect(rig.storage.alarmAt).toBe(rig.now + hour);
});
