import { describe, expect, it } from 'vitest';
import { cause, hour, Rig } from './test-support/rig.ts';
import { type TallyDefinition, type TallyEvent, tally, tallyWith } from './test-support/tally.ts';

function boom(): never {
  throw new Error('boom');
}

/** A tally whose `decide` answers every Announce with these events. */
function announcing(events: TallyEvent[]): TallyDefinition {
  return tallyWith({
    decide: (state, command, slot) =>
      command.type === 'Announce' ? { ok: true, value: events } : tally.decider.decide(state, command, slot),
  });
}

describe('a commit', () => {
  it('writes the events with their cause', () => {
    const rig = new Rig();
    rig.add(3);
    expect(rig.actor.events(0, 10)).toEqual([
      { seq: 1, event: { type: 'Added', amount: 3, at: rig.now }, ...cause },
    ]);
  });

  it('answers with the state after it', () => {
    const rig = new Rig();
    rig.add(3);
    expect(rig.add(4)).toEqual({ ok: true, value: { ...rig.actor.state, total: 7 }, replayed: false });
  });

  it('takes several events of one command in order', () => {
    const at = 1_000;
    const rig = new Rig(
      announcing([
        { type: 'Added', amount: 2, at },
        { type: 'SlotOpened', slotId: 's', until: 9_000, at },
        { type: 'SlotClosed', slotId: 's', at },
      ]),
    );
    rig.announce('three');
    expect(rig.actor.seq).toBe(3);
    expect(rig.actor.state.total).toBe(2);
    expect(rig.actor.entry('s')).toEqual({ status: 'closed', until: 9_000 });
  });

  it('changes nothing when the version in If-Match is another one', () => {
    const rig = new Rig();
    rig.add(1);
    const before = rig.contents();
    const repeat = { key: 'k', fingerprint: 'f' };
    const refused = { ok: false, rejection: { type: 'VersionMismatch', version: 1 }, replayed: false };
    expect(rig.add(1, { ifVersion: 0, repeat })).toEqual(refused);
    expect(rig.contents()).toEqual(before);
    expect(rig.add(1, { ifVersion: 1, repeat }).ok).toBe(true);
    expect(rig.add(1, { ifVersion: 1, repeat })).toMatchObject({ ok: true, replayed: true });
  });
});

describe('a throw in the middle of a commit', () => {
  const broken: [string, TallyDefinition][] = [
    [
      'evolve',
      tallyWith({ evolve: (state, event) => (event.type === 'Announced' ? boom() : { ...state, total: 1 }) }),
    ],
    ['isPublic', { ...tally, isPublic: (event) => event.type === 'Announced' && boom() }],
    ['due', { ...tally, due: (state) => (state.headline === '' ? undefined : boom()) }],
  ];
  it.each(broken)('by %s leaves everything as it was', (_where, definition) => {
    const rig = new Rig(definition);
    rig.add(1);
    const [disk, memory] = [rig.contents(), rig.memory()];
    expect(() => rig.announce('never')).toThrow('boom');
    expect(rig.contents()).toEqual(disk);
    expect(rig.memory()).toEqual(memory);
    expect(rig.add(1).ok).toBe(true);
    expect(rig.actor.seq).toBe(2);
  });

  it.each(['evolve', 'due'] as const)('by the %s of an entry leaves everything as it was', (where) => {
    const entries = { ...(tally.decider.entries as NonNullable<typeof tally.decider.entries>) };
    const rig = new Rig(tallyWith({ entries }));
    rig.open('a', rig.now + hour);
    const [disk, memory] = [rig.contents(), rig.memory()];
    const working = entries[where];
    Object.assign(entries, { [where]: boom });
    expect(() => rig.open('b', rig.now + hour)).toThrow('boom');
    expect(rig.contents()).toEqual(disk);
    expect(rig.memory()).toEqual(memory);
    Object.assign(entries, { [where]: working });
    expect(rig.open('b', rig.now + hour).ok).toBe(true);
    expect(rig.actor.seq).toBe(2);
  });

  it.each([
    ['the answer', boom],
    ['an answer that is no JSON', () => 10n],
  ])('by %s leaves everything as it was', (_what, answer: () => unknown) => {
    const rig = new Rig();
    rig.add(1);
    const [disk, memory] = [rig.contents(), rig.memory()];
    const request = { command: { type: 'Add', amount: 5, at: 0 }, cause } as const;
    const repeat = { key: 'k', fingerprint: 'f' };
    expect(() => rig.actor.handle({ ...request, repeat }, answer)).toThrow();
    expect(rig.contents()).toEqual(disk);
    expect(rig.memory()).toEqual(memory);
    expect(rig.add(5, { repeat })).toMatchObject({ ok: true, replayed: false, value: { total: 6 } });
  });

  it('takes back the events that were already applied', () => {
    const at = 1_000;
    const rig = new Rig(
      announcing([
        { type: 'Added', amount: 500, at },
        { type: 'SlotOpened', slotId: 's', until: 9_000, at },
        { type: 'SlotClosed', slotId: 'never opened', at },
      ]),
    );
    rig.add(1);
    const [disk, memory] = [rig.contents(), rig.memory()];
    expect(() => rig.announce('three')).toThrow('is not about a slot');
    expect(rig.contents()).toEqual(disk);
    expect(rig.memory()).toEqual(memory);
    expect(rig.actor.entry('s')).toBeUndefined();
  });

  it('leaves no tables when it was the first command', () => {
    const rig = new Rig(tallyWith({ evolve: boom }));
    expect(() => rig.add(1)).toThrow('boom');
    expect(rig.contents()).toEqual({ alarmAt: null });
    rig.restart(tally);
    rig.add(1);
    expect(rig.actor.seq).toBe(1);
  });
});

describe('a storage that fails', () => {
  /** Runs `command` with the storage failing at its nth statement, for every n, on a rig made afresh. */
  function failAtEveryStatement(prepare: () => Rig, command: (rig: Rig) => void): number {
    const unharmed = prepare();
    command(unharmed);
    for (let nth = 0; nth < 50; nth++) {
      const rig = prepare();
      const [disk, memory] = [rig.contents(), rig.memory()];
      rig.platform.statementsLeft = nth;
      let failed = false;
      try {
        command(rig);
      } catch (error) {
        expect(String(error)).toContain('the storage failed');
        failed = true;
      }
      rig.platform.statementsLeft = Infinity;
      if (!failed) return nth;
      expect(rig.contents()).toEqual(disk);
      expect(rig.memory()).toEqual(memory);
      command(rig);
      expect(rig.contents()).toEqual(unharmed.contents());
      const live = rig.memory();
      rig.restart();
      expect(rig.memory()).toEqual(live);
    }
    throw new Error('it never succeeds');
  }

  const repeat = { key: 'k', fingerprint: 'f' };
  const openSlot = (rig: Rig) =>
    rig.handle({ type: 'Open', slotId: 's', until: rig.now + hour, at: rig.now }, { repeat });

  it('at any statement of the first command leaves nothing behind', () => {
    const statements = failAtEveryStatement(() => new Rig(), openSlot);
    expect(statements).toBeGreaterThan(6);
  });

  it('at any statement of a later command leaves everything as it was', () => {
    const prepare = () => {
      const rig = new Rig({ ...tally, isPublic: () => false });
      for (let i = 0; i < 100; i++) rig.add(1);
      return rig;
    };
    const statements = failAtEveryStatement(prepare, openSlot);
    expect(statements).toBeGreaterThanOrEqual(6);
  });

  it('at the commit itself leaves everything as it was', () => {
    const rig = new Rig();
    rig.add(1);
    const [disk, memory] = [rig.contents(), rig.memory()];
    const { transactionSync } = rig.platform;
    rig.platform.transactionSync = (work) => {
      const failing = () => {
        work();
        throw new Error('the disk is full');
      };
      return transactionSync.call(rig.platform, failing) as never;
    };
    expect(() => rig.open('s', rig.now + hour)).toThrow('the disk is full');
    expect(rig.contents()).toEqual(disk);
    expect(rig.memory()).toEqual(memory);
    rig.platform.transactionSync = transactionSync;
    expect(rig.open('s', rig.now + hour).ok).toBe(true);
  });

  it('to set the alarm does not make the memory forget what is committed', () => {
    const rig = new Rig();
    rig.add(1);
    rig.platform.alarmFails = true;
    expect(() => rig.open('s', rig.now + hour)).toThrow('the alarm cannot be set');
    const memory = rig.memory();
    rig.restart();
    expect(rig.memory()).toEqual(memory);
    expect(rig.storage.alarmAt).toBe(rig.now + hour);
  });
});
