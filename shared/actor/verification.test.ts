import { describe, expect, it } from 'vitest';
import type { Difference } from './differences.ts';
import { hour, Rig } from './test-support/rig.ts';
import { Subscribers } from './test-support/subscribers.ts';
import { tally, tallyWith } from './test-support/tally.ts';
import { differencesIn, verified } from './test-support/verified.ts';

/** A tally with everything in it: events 1 to 250, a snapshot in between, and slots, open and closed. */
function lived(): Rig {
  const rig = new Rig(tally, new Subscribers());
  for (let i = 1; i <= 150; i++) {
    rig.add(1);
    if (i % 2 === 0) rig.open(`slot-${i % 40}`, rig.now + hour);
    if (i % 10 === 0) rig.handle({ type: 'Close', slotId: `slot-${i % 40}`, at: rig.now });
  }
  rig.setDeadline(rig.now + hour);
  return rig;
}

function verify(rig: Rig, between?: () => void) {
  return verified(rig.platform, tally, () => rig.actor, between);
}

/** Changes what is stored, lets the actor wake on it, and verifies. */
function differencesAfter(damage: string, rig = lived()): Difference[] {
  rig.storage.database.exec(damage);
  rig.restart();
  return differencesIn(verify(rig));
}

describe('an actor that is as its events say', () => {
  it('verifies as equal, and counts its events', () => {
    const rig = lived();
    expect(verify(rig)).toMatchObject({ events: rig.actor.seq, differences: [], more: 0, phase: 'done' });
    expect(rig.rows('SELECT seq FROM snapshot')).not.toEqual([]);
    expect(rig.rows('SELECT id FROM entry').length).toBeGreaterThan(10);
  });

  it('is left as it was, but for the result', () => {
    const rig = lived();
    const { alarmAt: _, ...before } = rig.contents();
    verify(rig);
    const { alarmAt: __, verification, ...after } = rig.contents();
    expect(after).toEqual(before);
    expect(verification).toHaveLength(1);
  });

  it('is equal also where nothing has happened yet but a request that changed nothing', () => {
    const idle = tallyWith({ decide: () => ({ ok: true, value: [] }) });
    const rig = new Rig(idle);
    rig.add(1, { repeat: { key: 'k', fingerprint: 'f' } });
    const run = verified(rig.platform, idle, () => rig.actor);
    expect(run).toMatchObject({ events: 0, differences: [] });
  });

  it('can be verified again', () => {
    const rig = lived();
    verify(rig);
    rig.add(1);
    expect(verify(rig)).toMatchObject({ events: rig.actor.seq, differences: [] });
  });
});

describe('verification names', () => {
  it('an event that is missing', () => {
    const differences = differencesAfter('DELETE FROM event WHERE seq = 17');
    expect(differences).toContainEqual({ place: 'event 17', expected: 'an event' });
    expect(differences).toContainEqual({ place: 'state.total', expected: 149, found: 150 });
  });

  it.each([
    ['data', `'{"amount":4000}'`],
    ['type', "'Closed'"],
    ['version', '2'],
    ['at', 'at + 1'],
    ['caller', "'somebody else'"],
    ['request', "'another'"],
    ['trace', "'another'"],
  ])('an event whose %s was changed, also where nothing else remembers what it was', (column, value) => {
    const rig = new Rig();
    for (let i = 0; i < 3; i++) rig.add(1);
    rig.storage.exec(`UPDATE event SET ${column} = ${value} WHERE seq = 2`);
    const places = verify(rig).differences.map(({ place }) => place);
    expect(places).toContain('event 2');
    expect(places).not.toContain('event 3');
  });

  it('no event that is older than digests', () => {
    const rig = new Rig();
    for (let i = 0; i < 3; i++) rig.add(1);
    rig.storage.exec('UPDATE event SET digest = NULL WHERE seq < 3');
    expect(verify(rig).differences).toEqual([
      { place: 'event 3', expected: 'as it was written', found: 'changed since' },
    ]);
    rig.storage.exec('UPDATE event SET digest = NULL');
    rig.restart();
    rig.add(1);
    expect(verify(rig).differences).toEqual([]);
  });

  it('several events that are missing', () => {
    const differences = differencesAfter('DELETE FROM event WHERE seq BETWEEN 17 AND 19');
    expect(differences).toContainEqual({ place: 'events 17 to 19', expected: 'events' });
  });

  it('an event that stands before the first', () => {
    const differences = differencesAfter(
      "INSERT INTO event (seq, type, version, at, caller, request, trace, data) VALUES (0, 'Added', 1, 0, '', '', '', '{}')",
    );
    expect(differences).toEqual([{ place: 'event 0', found: 'an event' }]);
  });

  it('the last event where it is missing, by the memory of an actor that is awake', () => {
    const rig = lived();
    rig.add(5);
    rig.storage.database.exec(`DELETE FROM event WHERE seq = ${rig.actor.seq}`);
    expect(differencesIn(verify(rig))).toEqual([
      { place: 'seq', expected: rig.actor.seq - 1, found: rig.actor.seq },
      { place: 'state.total', expected: 150, found: 155 },
    ]);
  });

  it('what the data of an event was changed to, in the snapshot and in memory', () => {
    const changed = differencesAfter(`UPDATE event SET data = '{"amount":3}' WHERE seq = 1`);
    expect(changed).toEqual([
      { place: 'event 1', expected: 'as it was written', found: 'changed since' },
      { place: 'snapshot.total', expected: expect.any(Number), found: expect.any(Number) },
      { place: 'state.total', expected: 152, found: 150 },
    ]);
  });

  it.each([
    ['of a type that nobody knows', "UPDATE event SET type = 'Poison' WHERE seq = 1"],
    ['of a version that is newer than the code', 'UPDATE event SET version = 9 WHERE seq = 1'],
    ['whose data is no JSON', "UPDATE event SET data = '{' WHERE seq = 1"],
  ])('an event %s', (_, damage) => {
    expect(differencesAfter(damage)).toContainEqual({
      place: 'event 1',
      expected: 'an event that can be replayed',
      found: expect.stringContaining('Error'),
    });
  });

  it('an event that makes the domain throw', () => {
    const damage = `UPDATE event SET type = 'SlotClosed', data = '{"slotId":"nowhere"}' WHERE seq = 1`;
    expect(differencesAfter(damage)).toContainEqual({
      place: 'event 1',
      expected: 'an event that can be replayed',
      found: 'Error: SlotClosed is not about a slot',
    });
  });

  it.each<[string, string, Difference[]]>([
    [
      'its data',
      `UPDATE entry SET data = json_set(data, '$.until', 1) WHERE id = 'slot-8'`,
      [{ place: 'entry slot-8.until', expected: expect.any(Number), found: 1 }],
    ],
    [
      'when it is due',
      "UPDATE entry SET due = 7 WHERE id = 'slot-8'",
      [{ place: 'entry slot-8 due', expected: expect.any(Number), found: 7 }],
    ],
    [
      'that it will never be due',
      "UPDATE entry SET due = NULL WHERE id = 'slot-8'",
      [{ place: 'entry slot-8 due', expected: expect.any(Number), found: null }],
    ],
    [
      'that it is gone',
      "DELETE FROM entry WHERE id = 'slot-8'",
      [{ place: 'entry slot-8', expected: { status: 'open', until: expect.any(Number) } }],
    ],
    [
      'that nothing led to it',
      `INSERT INTO entry VALUES ('zzz', NULL, '{"status":"closed"}')`,
      [{ place: 'entry zzz', found: { status: 'closed' } }],
    ],
    [
      'that it is no JSON',
      "UPDATE entry SET data = '{' WHERE id = 'slot-8'",
      [{ place: 'entry slot-8', expected: expect.objectContaining({ status: 'open' }), found: '{' }],
    ],
  ])('an entry, and %s', (_, damage, differences) => {
    expect(differencesAfter(damage)).toEqual(differences);
  });

  it('a snapshot that is wrong, and the state that was woken from it', () => {
    const differences = differencesAfter(`UPDATE snapshot SET data = json_set(data, '$.headline', 'x')`);
    expect(differences).toEqual([
      { place: 'snapshot.headline', expected: '', found: 'x' },
      { place: 'state.headline', expected: '', found: 'x' },
    ]);
  });

  it('a snapshot from beyond the log', () => {
    const rig = lived();
    rig.storage.database.exec('UPDATE snapshot SET seq = 5000');
    const differences = differencesIn(verify(rig));
    expect(differences).toContainEqual({
      place: 'snapshot.seq',
      expected: `at most ${rig.actor.seq}`,
      found: 5000,
    });
  });

  it('no snapshot of another version: that is none', () => {
    expect(differencesAfter(`UPDATE snapshot SET data = '{}', version = 0`)).toEqual([]);
  });

  it('a cursor from beyond the log', async () => {
    const rig = lived();
    await rig.publish();
    const damage = 'UPDATE relay SET published = 5000, confirmed = 6000';
    expect(differencesAfter(damage, rig)).toEqual([
      { place: 'relay.published', expected: `at most ${rig.actor.seq}`, found: 5000 },
      { place: 'relay.confirmed', expected: 'at most 5000', found: 6000 },
    ]);
  });

  it('a hundred differences, and how many more there are', () => {
    const rig = lived();
    for (let i = 0; i < 130; i++) rig.open(`many-${i}`, rig.now + hour);
    rig.storage.database.exec("DELETE FROM entry WHERE id LIKE 'many-%'");
    const run = verify(rig);
    expect(run.differences).toHaveLength(100);
    expect(run.more).toBe(30);
  });
});

describe('an actor that cannot wake', () => {
  it('is verified all the same, and what it cannot read is named', () => {
    const rig = lived();
    const { seq } = rig.actor;
    rig.storage.database.exec(
      `INSERT INTO event (seq, type, version, at, caller, request, trace, data) VALUES (${seq + 1}, 'Poison', 1, 0, '', '', '', '{}');
       UPDATE entry SET due = 7 WHERE id = 'slot-8'`,
    );
    const run = verified(rig.platform, tally, () => {
      rig.restart();
      return rig.actor;
    });
    expect(differencesIn(run)).toEqual([
      {
        place: `event ${seq + 1}`,
        expected: 'an event that can be replayed',
        found: `Error: event ${seq + 1} has the unknown type Poison`,
      },
      { place: 'entry slot-8 due', expected: expect.any(Number), found: 7 },
      {
        place: 'waking',
        expected: 'an actor that wakes',
        found: `Error: event ${seq + 1} has the unknown type Poison`,
      },
    ]);
  });
});
