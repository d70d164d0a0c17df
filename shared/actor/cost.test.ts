import { describe, expect, it } from 'vitest';
import { day, hour, Rig } from './test-support/rig.ts';
import { Subscribers } from './test-support/subscribers.ts';
import { type TallyDefinition, tally } from './test-support/tally.ts';

const neverPublic: TallyDefinition = { ...tally, isPublic: () => false };

/** Waking counts on the platform that it makes. */
function costOfWaking(rig: Rig) {
  const before = rig.platform.rowsWritten;
  rig.restart();
  return { rows: rig.platform.rowsWritten - before, statements: rig.platform.statements.length };
}

describe('what a command costs', () => {
  it('is one row for an event, one for an entry and one for the memory of the request', () => {
    const rig = new Rig();
    rig.add(1);
    const repeat = { key: 'k', fingerprint: 'f' };
    expect(rig.cost(() => rig.add(1)).rows).toBe(1);
    expect(rig.cost(() => rig.announce('public')).rows).toBe(1);
    expect(rig.cost(() => rig.open('s', rig.now + hour)).rows).toBe(2);
    expect(rig.cost(() => rig.handle({ type: 'Close', slotId: 's', at: rig.now })).rows).toBe(2);
    expect(rig.cost(() => rig.add(1, { repeat })).rows).toBe(2);
    expect(rig.cost(() => rig.add(1, { repeat })).rows).toBe(0);
    expect(rig.cost(() => rig.add(-9, { repeat: { ...repeat, key: 'l' } })).rows).toBe(1);
    expect(rig.cost(() => rig.add(-9)).rows).toBe(0);
    expect(rig.cost(() => rig.open('s', rig.now + hour)).rows).toBe(0);
  });

  it('is the same with ten thousand open entries as with ten', () => {
    const rig = new Rig(neverPublic);
    for (let i = 0; i < 10; i++) rig.open(`early-${i}`, rig.now + hour);
    const repeat = (key: string) => ({ repeat: { key, fingerprint: 'f' } });
    const measure = (id: string) => [
      rig.cost(() => rig.handle({ type: 'Open', slotId: id, until: rig.now + hour, at: 0 }, repeat(id))),
      rig.cost(() => rig.handle({ type: 'Close', slotId: id, at: 0 })),
      costOfWaking(rig),
    ];
    const withTen = measure('x');
    for (let i = 0; i < 10_000; i++) rig.open(`late-${i}`, rig.now + hour);
    expect(measure('y')).toEqual(withTen);
  });

  it('does not grow with the log', () => {
    const rig = new Rig(neverPublic);
    for (let i = 0; i < 10; i++) rig.add(1);
    const withTen = rig.cost(() => rig.add(1));
    for (let i = 0; i < 5_000; i++) rig.add(1);
    expect(rig.cost(() => rig.add(1))).toEqual(withTen);
  });

  it('is the same right after waking', () => {
    const rig = new Rig(neverPublic);
    for (let i = 0; i < 150; i++) rig.add(1);
    rig.restart();
    expect(rig.cost(() => rig.add(1)).rows).toBe(1);
  });

  it('never includes going through a whole table', async () => {
    const rig = new Rig(tally, new Subscribers());
    const statements = new Set<string>();
    const keep = () => {
      for (const statement of rig.platform.statements) statements.add(statement);
    };
    rig.add(100, { repeat: { key: 'k', fingerprint: 'f' } });
    for (let i = 0; i < 110; i++) rig.open(`slot-${i}`, rig.now + hour);
    await rig.publish();
    rig.open('one more', rig.now + hour);
    rig.setDeadline(rig.now + hour);
    await rig.passTo(rig.now + 4 * day);
    keep();
    rig.restart();
    keep();
    const scans = [...statements]
      .filter(
        (statement) => /^(SELECT|UPDATE|DELETE)/.test(statement) && !statement.includes('sqlite_master'),
      )
      .flatMap((statement) => rig.queryPlan(statement))
      .filter((step) => step.startsWith('SCAN'));
    expect(statements.size).toBeGreaterThan(12);
    expect(scans).toEqual([]);
  });
});
