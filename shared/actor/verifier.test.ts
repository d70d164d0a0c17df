import { afterEach, describe, expect, it, vi } from 'vitest';
import { hour, Rig } from './test-support/rig.ts';
import { Subscribers } from './test-support/subscribers.ts';
import { tally } from './test-support/tally.ts';
import { differencesIn, verified } from './test-support/verified.ts';
import { Verification } from './verification.ts';
import { Verifier } from './verifier.ts';

afterEach(() => vi.restoreAllMocks());

/** Three steps' worth of events, about slots that come in no order. */
function longLived(): Rig {
  const rig = new Rig(tally, new Subscribers());
  for (let i = 1; i <= 700; i++) {
    rig.add(1);
    rig.open(`slot-${(i * 7919) % 700}`, rig.now + hour);
  }
  return rig;
}

function verifierOf(rig: Rig, definition = tally): Verifier {
  return new Verifier(rig.platform, definition, () => rig.actor);
}

/** From now on each look at the clock takes so long. */
function letTimePass(rig: Rig, msPerLook: number): void {
  vi.spyOn(rig.platform, 'now').mockImplementation(() => {
    rig.now += msPerLook;
    return rig.now;
  });
}

describe('a verification beside live commands', () => {
  it('finds nothing wrong, whatever comes between its steps', () => {
    const rig = longLived();
    let turn = 0;
    const run = verified(
      rig.platform,
      tally,
      () => rig.actor,
      () => {
        turn += 1;
        rig.now += 1_000;
        for (let i = 0; i < 60; i++) rig.add(turn);
        rig.open(`new-${turn}`, rig.now + hour);
        rig.open(`a-new-${turn}`, rig.now + hour);
        rig.handle({ type: 'Close', slotId: `slot-${turn}`, at: rig.now });
      },
    );
    expect(turn).toBeGreaterThan(4);
    expect(run.events).toBe(rig.actor.seq);
    expect(differencesIn(run)).toEqual([]);
  });

  it('finds what was damaged before a command came', () => {
    const rig = longLived();
    rig.storage.database.exec(`UPDATE entry SET data = json_set(data, '$.until', 5) WHERE id = 'slot-699'`);
    const run = verified(
      rig.platform,
      tally,
      () => rig.actor,
      () => rig.add(1),
    );
    expect(differencesIn(run)).toEqual([
      { place: 'entry slot-699.until', expected: expect.any(Number), found: 5 },
    ]);
  });

  it('is done even where more comes in between than a step replays', () => {
    const rig = longLived();
    let turns = 0;
    const run = verified(
      rig.platform,
      tally,
      () => rig.actor,
      () => {
        turns += 1;
        if (turns <= 3) for (let i = 0; i < 800; i++) rig.add(1);
      },
    );
    expect(run.events).toBe(rig.actor.seq);
    expect(differencesIn(run)).toEqual([]);
  });
});

describe('a verification whose process dies', () => {
  it('goes on where it was, after each step', () => {
    const rig = longLived();
    const steps: number[] = [];
    const begun = new Verification(rig.platform, tally, () => rig.actor);
    begun.begin();
    for (let step = 0; step < 20 && begun.run?.phase !== 'done'; step++) {
      rig.restart();
      const verification = new Verification(rig.platform, tally, () => rig.actor);
      verification.step();
      steps.push(verification.run?.events ?? 0);
      rig.add(1);
    }
    expect(steps.slice(0, 2)).toEqual([500, 1_000]);
    const run = begun.run;
    expect(run && differencesIn(run)).toEqual([]);
    expect(rig.tables()).not.toContain('replayed');
  });

  it('begins anew where the state has another shape by then', () => {
    const rig = longLived();
    const begun = new Verification(rig.platform, tally, () => rig.actor);
    begun.begin();
    begun.step();
    const changed = { ...tally, stateVersion: 2 };
    rig.restart(changed);
    const verification = new Verification(rig.platform, changed, () => rig.actor);
    verification.step();
    expect(verification.run).toMatchObject({ events: 500, stateVersion: 2, phase: 'events' });
  });
});

describe('a request for a verification', () => {
  it('makes no actor where there is none', async () => {
    const rig = new Rig();
    expect(await verifierOf(rig).verify()).toBeNull();
    expect(verifierOf(rig).look()).toBeNull();
    await verifierOf(rig).goOn();
    expect(rig.contents()).toEqual({ alarmAt: null });
  });

  it('is answered with the result where that is soon there', async () => {
    const rig = longLived();
    expect(await verifierOf(rig).verify()).toMatchObject({ run: { phase: 'done', events: 1_400 } });
    expect(verifierOf(rig).look()).toMatchObject({ run: { phase: 'done' }, lastSeq: 1_400 });
  });

  it('is answered with its progress where it takes longer, and the alarm goes on', async () => {
    const rig = longLived();
    letTimePass(rig, 2_100);
    const verifier = verifierOf(rig);
    expect(await verifier.verify()).toMatchObject({ run: { phase: 'events', seq: 500 }, lastSeq: 1_400 });
    // Four steps are left: two of events, and two of entries and the rest.
    for (let rings = 0; rings < 8 && verifier.look()?.run.phase !== 'done'; rings++) {
      await rig.ringAlarm();
      await verifier.goOn();
    }
    expect(verifier.look()?.run.phase).toBe('done');
    expect(verifier.look()?.run.differences).toEqual([]);
  });

  it('joins the verification that is under way', async () => {
    const rig = longLived();
    letTimePass(rig, 2_100);
    const first = await verifierOf(rig).verify();
    vi.restoreAllMocks();
    const second = await verifierOf(rig).verify();
    expect(second?.run).toMatchObject({ phase: 'done', startedAt: first?.run.startedAt });
  });
});

describe('the alarm', () => {
  it('still rings in time for what the actor wants it for', async () => {
    const rig = longLived();
    const due = rig.now + 1_000;
    rig.open('soon', due);
    letTimePass(rig, 100);
    const verifier = verifierOf(rig);
    await verifier.verify();
    for (let rings = 0; rings < 8 && rig.actor.entry('soon')?.status === 'open'; rings++) {
      await rig.ringAlarm();
      await verifier.goOn();
    }
    expect(rig.actor.entry('soon')?.status).toBe('closed');
    expect(rig.now).toBeLessThan(due + 5_000);
  });

  it('is set for what the actor wants it for once the verification is over', async () => {
    const rig = longLived();
    const slotsDue = rig.now + hour;
    const verifier = verifierOf(rig);
    await verifier.verify();
    await rig.ringAlarm();
    await verifier.goOn();
    expect(rig.storage.alarmAt).toBe(slotsDue);
  });

  it('tries again in a minute where a step fails', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const rig = longLived();
    new Verification(rig.platform, tally, () => rig.actor).begin();
    rig.storage.database.exec('DROP TABLE replayed');
    rig.storage.alarmAt = null;
    await verifierOf(rig).goOn();
    expect(rig.storage.alarmAt).toBe(rig.now + 60_000);
  });

  it('costs an actor that is not being verified no row', async () => {
    const rig = longLived();
    const before = rig.platform.rowsWritten;
    await verifierOf(rig).goOn();
    expect(rig.platform.rowsWritten).toBe(before);
    expect(rig.tables()).not.toContain('verification');
  });
});
