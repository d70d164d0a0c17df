import { describe, expect, it } from 'vitest';
import { timerCause } from './actor.ts';
import { cause, day, hour, Rig, second } from './test-support/rig.ts';
import { type TallyDefinition, tally } from './test-support/tally.ts';

const repeat = { key: 'customer/7 key-1', fingerprint: 'aaaa' };
const otherBody = { ...repeat, fingerprint: 'bbbb' };
const otherKey = { ...repeat, key: 'customer/7 key-2' };

const reused = { ok: false, rejection: { type: 'IdempotencyKeyReused' }, replayed: false };
const inProgress = { ok: false, rejection: { type: 'RequestInProgress' }, replayed: false };

function remembered(rig: Rig): number {
  return rig.rows<{ n: number }>('SELECT COUNT(*) AS n FROM repeat')[0]?.n ?? -1;
}

/** A rig on which something has happened, so that it has its tables. */
function startedRig(): Rig {
  const rig = new Rig();
  rig.add(100);
  return rig;
}

/** Takes a command whose answer comes later, by `finishRunning`. */
function begin(rig: Rig, key = repeat) {
  return rig.actor.handle({ command: { type: 'Add', amount: 1, at: rig.now }, cause, repeat: key });
}

describe('a request that comes again', () => {
  it('gets the first answer, whatever has happened since', () => {
    const rig = startedRig();
    const first = rig.add(5, { repeat });
    rig.add(1_000);
    expect(rig.add(5, { repeat })).toEqual({ ...first, replayed: true });
    expect(rig.actor.state.total).toBe(1_105);
  });

  it('gets the first answer after a restart too', () => {
    const rig = new Rig();
    const first = rig.add(5, { repeat });
    rig.restart();
    rig.add(1_000);
    rig.restart();
    expect(rig.add(5, { repeat })).toEqual({ ...first, replayed: true });
    expect(rig.actor.seq).toBe(2);
  });

  it('is rejected again, though it would be accepted by now', () => {
    const rig = startedRig();
    const first = rig.add(-500, { repeat });
    expect(first).toMatchObject({ ok: false, rejection: { type: 'BelowZero', total: 100 }, replayed: false });
    rig.add(1_000);
    expect(rig.add(-500, { repeat })).toEqual({ ...first, replayed: true });
    rig.restart();
    expect(rig.add(-500, { repeat })).toEqual({ ...first, replayed: true });
    expect(rig.actor.state.total).toBe(1_100);
  });

  it('is refused when its body is another one', () => {
    const rig = startedRig();
    rig.add(5, { repeat });
    rig.add(-500, { repeat: otherKey });
    rig.restart();
    const before = rig.contents();
    expect(rig.add(6, { repeat: otherBody })).toEqual(reused);
    expect(rig.add(6, { repeat: { ...otherKey, fingerprint: 'bbbb' } })).toEqual(reused);
    expect(rig.contents()).toEqual(before);
  });

  it('is decided by itself when its key is another one', () => {
    const rig = startedRig();
    rig.add(5, { repeat });
    expect(rig.add(5, { repeat: otherKey })).toMatchObject({ ok: true, replayed: false });
    expect(rig.actor.state.total).toBe(110);
  });

  it('can be looked up without being decided', () => {
    const rig = startedRig();
    expect(rig.actor.recall(repeat)).toEqual({ kind: 'new' });
    rig.add(5, { repeat });
    expect(rig.actor.recall(repeat)).toMatchObject({ kind: 'answered' });
    expect(rig.actor.recall(otherBody)).toEqual({ kind: 'mismatch' });
    expect(rig.actor.seq).toBe(2);
  });
});

describe('a request whose answer comes later', () => {
  it('is in progress until it is finished, and is then answered', () => {
    const rig = new Rig();
    expect(begin(rig)).toEqual({ ok: true, value: undefined, replayed: false });
    expect(begin(rig)).toEqual(inProgress);
    expect(begin(rig, otherBody)).toEqual(reused);
    expect(rig.actor.recall(repeat)).toEqual({ kind: 'running' });
    rig.actor.finishRunning({ ok: true, value: 'order 7' });
    expect(begin(rig)).toEqual({ ok: true, value: 'order 7', replayed: true });
    expect(rig.actor.seq).toBe(1);
  });

  it('stays in progress, and can be finished, after a restart', () => {
    const rig = new Rig();
    begin(rig);
    rig.restart();
    expect(begin(rig)).toEqual(inProgress);
    rig.actor.finishRunning({ ok: false, rejection: { type: 'TallySealed' } });
    rig.restart();
    expect(begin(rig)).toEqual({ ok: false, rejection: { type: 'TallySealed' }, replayed: true });
  });

  it('leaves the answers to other requests alone when it is finished', () => {
    const rig = new Rig();
    const first = rig.add(5, { repeat: otherKey });
    begin(rig);
    rig.actor.finishRunning({ ok: true, value: 'order 7' });
    rig.actor.finishRunning({ ok: true, value: 'too late' });
    expect(begin(rig)).toMatchObject({ value: 'order 7' });
    expect(rig.add(5, { repeat: otherKey })).toEqual({ ...first, replayed: true });
  });

  it('is answered at once when it is rejected', () => {
    const rig = startedRig();
    rig.actor.handleOwn({ type: 'Seal', at: rig.now });
    expect(begin(rig)).toMatchObject({ ok: false, rejection: { type: 'TallySealed' }, replayed: false });
    expect(begin(rig)).toMatchObject({ ok: false, rejection: { type: 'TallySealed' }, replayed: true });
  });
});

describe('a rejection that will pass by itself', () => {
  const transient: TallyDefinition = { ...tally, isTransient: ({ type }) => type === 'BelowZero' };

  it('is not kept, so that the same request may be tried again', () => {
    const rig = new Rig(transient);
    rig.add(100);
    const before = rig.contents();
    expect(rig.add(-500, { repeat }).ok).toBe(false);
    expect(rig.contents()).toEqual(before);
    rig.add(1_000);
    expect(rig.add(-500, { repeat })).toMatchObject({ ok: true, replayed: false, value: { total: 600 } });
  });

  it('does not make others pass', () => {
    const rig = new Rig(transient);
    rig.actor.handleOwn({ type: 'Seal', at: rig.now });
    rig.add(5, { repeat });
    expect(rig.add(5, { repeat })).toMatchObject({ ok: false, replayed: true });
  });

  it('can be forgotten when it was the late answer to a request', () => {
    const rig = new Rig(transient);
    const late = { ok: false, rejection: { type: 'BelowZero', total: 7 } } as const;
    begin(rig);
    const first = rig.add(5, { repeat: otherKey });
    rig.actor.finishRunning(late);
    rig.actor.forgetAnswer(late);
    expect(rig.actor.recall(repeat)).toEqual({ kind: 'new' });
    expect(rig.add(5, { repeat: otherKey })).toEqual({ ...first, replayed: true });
  });
});

describe('forgetting', () => {
  const midnight = Date.UTC(2026, 10, 23);

  it.each([
    ['early in the day', midnight],
    ['at noon', midnight + 12 * hour],
    ['just before midnight', midnight - 1],
  ])('comes a day after a request made %s, not earlier', (_when, askedAt) => {
    const rig = startedRig();
    rig.now = askedAt;
    rig.add(1, { repeat });
    rig.now = askedAt + day - 1;
    expect(rig.add(1, { repeat })).toMatchObject({ replayed: true });
    rig.now = askedAt + day;
    expect(rig.actor.recall(repeat)).toEqual({ kind: 'new' });
  });

  it('lets a key that was forgotten be used again', () => {
    const rig = startedRig();
    rig.add(1, { repeat });
    rig.now += day;
    expect(rig.add(2, { repeat: otherBody })).toMatchObject({ ok: true, replayed: false });
    rig.now += second;
    expect(rig.add(2, { repeat: otherBody })).toMatchObject({ ok: true, replayed: true });
    expect(rig.add(1, { repeat })).toEqual(reused);
  });

  it('does not happen because the clock of another machine is a little behind at midnight', () => {
    const rig = startedRig();
    rig.now = midnight + 20;
    rig.add(1, { repeat });
    rig.now = midnight - 20;
    rig.restart();
    expect(rig.add(1, { repeat })).toMatchObject({ replayed: true });
  });

  it('empties the table two days later, by the alarm, and ends there', async () => {
    const rig = startedRig();
    rig.add(1, { repeat });
    rig.now += day;
    rig.add(1, { repeat: otherKey });
    const second = rig.now;
    await rig.passTo(second + day - 1);
    expect(rig.add(1, { repeat: otherKey })).toMatchObject({ replayed: true });
    await rig.passTo(second + 2 * day);
    expect(remembered(rig)).toBe(0);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('is not put off by a restart, nor for rejections', async () => {
    const rig = startedRig();
    rig.add(-500, { repeat });
    rig.restart();
    const rung = await rig.passTo(rig.now + 2 * day);
    expect(remembered(rig)).toBe(0);
    expect(rung).toBe(1);
  });

  it('takes one alarm a day at most, however many requests there are', async () => {
    const rig = startedRig();
    for (let i = 0; i < 100; i++) {
      rig.now += hour / 2;
      rig.add(1, { repeat: { key: `key-${i}`, fingerprint: 'f' } });
    }
    expect(await rig.passTo(rig.now + 3 * day)).toBeLessThanOrEqual(4);
    expect(remembered(rig)).toBe(0);
  });

  it('spares what the actor does by itself: that is never remembered', () => {
    const rig = startedRig();
    rig.actor.handleOwn({ type: 'Add', amount: 1, at: rig.now });
    expect(remembered(rig)).toBe(0);
    expect(rig.actor.events(1, 1)).toMatchObject([timerCause]);
  });
});
