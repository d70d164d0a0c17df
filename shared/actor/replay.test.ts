import { describe, expect, it } from 'vitest';
import { day, hour, Rig } from './test-support/rig.ts';
import { Subscribers } from './test-support/subscribers.ts';
import { type TallyDefinition, tally, tallyWith } from './test-support/tally.ts';

/** A history with everything in it, of about 2.5 events a round. */
function live(rig: Rig, rounds: number, afterEach: () => void = () => {}): void {
  for (let i = 1; i <= rounds; i++) {
    rig.now += 100;
    rig.add(i % 7);
    afterEach();
    if (i % 3 === 0) rig.announce(`news ${i}`);
    rig.open(`slot-${i % 40}`, rig.now + hour);
    afterEach();
    if (i % 5 === 0) rig.handle({ type: 'Close', slotId: `slot-${i % 40}`, at: rig.now });
    if (i === 50) rig.setDeadline(rig.now + 30 * day);
    afterEach();
  }
}

function snapshots(rig: Rig): { seq: number; version: number; data: string }[] {
  return rig.rows('SELECT seq, version, data FROM snapshot');
}

const neverPublic: TallyDefinition = { ...tally, isPublic: () => false };

describe('waking', () => {
  it('finds the state that was there before, at every point of a long history', () => {
    const rig = new Rig();
    live(rig, 120, () => {
      const before = rig.memory();
      rig.restart();
      expect(rig.memory()).toEqual(before);
    });
    expect(rig.actor.seq).toBeGreaterThan(200);
    expect(snapshots(rig)).toHaveLength(1);
  });

  it('needs no events from before the snapshot', () => {
    const rig = new Rig(neverPublic);
    live(rig, 150);
    const before = rig.memory();
    const seq = snapshots(rig)[0]?.seq ?? 0;
    expect(rig.actor.seq - seq).toBeLessThanOrEqual(100);
    rig.storage.database.exec(`DELETE FROM event WHERE seq <= ${seq}`);
    rig.restart();
    expect(rig.memory()).toEqual(before);
  });

  it('reads a bounded tail also where every event is public', async () => {
    const rig = new Rig({ ...tally, isPublic: () => true }, new Subscribers());
    for (let i = 0; i < 350; i++) {
      rig.add(1);
      await rig.publish();
    }
    const seq = snapshots(rig)[0]?.seq ?? 0;
    expect(rig.actor.seq - seq).toBeLessThanOrEqual(101);
  });

  it('replays a log of several pages where there is no snapshot', () => {
    const rig = new Rig(neverPublic);
    for (let i = 0; i < 1_000; i++) rig.add(1);
    rig.storage.database.exec('DELETE FROM snapshot');
    rig.restart();
    expect(rig.memory()).toMatchObject({ state: { total: 1_000 }, seq: 1_000 });
    rig.add(1);
    expect(rig.actor.events(1_000, 5).map(({ seq }) => seq)).toEqual([1_001]);
  });

  it('ignores a snapshot of another state version, and soon makes one of its own', () => {
    const rig = new Rig(neverPublic);
    for (let i = 0; i < 105; i++) rig.add(1);
    rig.storage.database.exec(`UPDATE snapshot SET data = '{"sum":"another shape"}'`);

    const changed = { ...neverPublic, stateVersion: 2 };
    rig.restart(changed);
    expect(rig.memory()).toMatchObject({ state: { total: 105 }, seq: 105 });
    rig.add(1);
    expect(snapshots(rig)).toMatchObject([{ version: 2 }]);
    rig.restart(changed);
    expect(rig.memory()).toMatchObject({ state: { total: 106 }, seq: 106 });
  });

  it('gives the next event the next number', () => {
    const rig = new Rig();
    rig.add(1);
    rig.restart();
    rig.add(2);
    expect(rig.actor.events(0, 10).map(({ seq, event }) => [seq, event.type])).toEqual([
      [1, 'Added'],
      [2, 'Added'],
    ]);
  });

  it('reads the events of older releases', () => {
    const rig = new Rig();
    rig.add(5);
    const older = rig.rows<{ data: string }>('SELECT data FROM event');
    expect(older).toEqual([{ data: '{"amount":5}' }]);
    const renamed = tallyWith({ evolve: (state, event) => ({ ...state, total: Object(event).by }) });
    rig.restart({
      ...renamed,
      eventVersions: { ...tally.eventVersions, Added: 2 },
      upcasters: { Added: { 1: ({ amount }) => ({ by: amount }) } },
    });
    expect(rig.actor.state.total).toBe(5);
  });
});

describe('a blank actor', () => {
  it('is read without leaving a trace', async () => {
    const rig = new Rig();
    expect(rig.memory()).toEqual({ state: tally.decider.initialState, seq: 0, version: 0 });
    expect(rig.actor.entry('slot-1')).toBeUndefined();
    expect(rig.actor.entriesPage('', 10)).toEqual([]);
    expect(rig.actor.events(0, 10)).toEqual([]);
    expect(rig.actor.recall({ key: 'k', fingerprint: 'f' })).toEqual({ kind: 'new' });
    rig.actor.finishRunning({ ok: true, value: null });
    await rig.publish();
    await rig.actor.ring();
    rig.restart();
    expect(rig.contents()).toEqual({ alarmAt: null });
  });

  it('is not made by a command that is rejected', () => {
    const rig = new Rig();
    expect(rig.add(-1, { repeat: { key: 'k', fingerprint: 'f' } })).toEqual({
      ok: false,
      rejection: { type: 'BelowZero', total: 0 },
      replayed: false,
    });
    expect(rig.contents()).toEqual({ alarmAt: null });
  });

  it('is not made by a command that changes nothing', () => {
    const rig = new Rig(tallyWith({ decide: () => ({ ok: true, value: [] }) }));
    expect(rig.add(1)).toMatchObject({ ok: true, value: { total: 0 } });
    expect(rig.contents()).toEqual({ alarmAt: null });
  });

  it('is made by a command that changes nothing but must be remembered', () => {
    const rig = new Rig(tallyWith({ decide: () => ({ ok: true, value: [] }) }));
    rig.add(1, { repeat: { key: 'k', fingerprint: 'f' } });
    expect(rig.actor.recall({ key: 'k', fingerprint: 'f' }).kind).toBe('answered');
  });
});

describe('reading', () => {
  it('pages through entries in the order of their ids', () => {
    const rig = new Rig();
    for (const id of ['c', 'a', 'b']) rig.open(id, rig.now + hour);
    const first = rig.actor.entriesPage('', 2);
    expect(first.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(rig.actor.entriesPage('b', 2)).toEqual([
      { id: 'c', entry: { status: 'open', until: rig.now + hour } },
    ]);
    expect(rig.actor.entry('a')).toEqual({ status: 'open', until: rig.now + hour });
    expect(rig.actor.entry('d')).toBeUndefined();
  });

  it('shows the version that the definition counts, where it counts one', () => {
    const rig = new Rig({ ...tally, version: (state) => state.total });
    rig.add(40);
    rig.announce('a headline is no new version');
    expect(rig.actor.version).toBe(40);
    expect(rig.actor.seq).toBe(2);
  });
});
