import { describe, expect, it } from 'vitest';
import { Audit, type AuditQuery } from './audit.ts';
import { cause, hour, Rig } from './test-support/rig.ts';
import { type TallyDefinition, tally } from './test-support/tally.ts';

const start = Date.UTC(2026, 10, 22, 10);

/** Event N adds N, and happens N seconds after the start. */
function counted(events: number): Rig {
  const rig = new Rig({ ...tally, isPublic: () => false });
  for (let i = 1; i <= events; i++) {
    rig.now = start + i * 1_000;
    rig.add(i);
  }
  return rig;
}

function audit(rig: Rig, query: Partial<AuditQuery> = {}, definition: TallyDefinition = tally) {
  return new Audit(rig.platform, definition).page({ after: 0, limit: 20, ...query });
}

/** What is right about a query that must succeed. */
async function pageOf(rig: Rig, query: Partial<AuditQuery> = {}, definition?: TallyDefinition) {
  const page = await audit(rig, query, definition);
  if (!page?.ok) throw new Error(`refused: ${JSON.stringify(page)}`);
  return page.value;
}

function total(last: number): number {
  return (last * (last + 1)) / 2;
}

describe('the events of an actor', () => {
  it('are shown with who caused them, in pages', async () => {
    const rig = counted(5);
    const first = await pageOf(rig, { limit: 3 });
    expect(first.hasMore).toBe(true);
    expect(first.items.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(first.items[0]).toEqual({
      seq: 1,
      type: 'Added',
      version: 1,
      at: start + 1_000,
      ...cause,
      data: { amount: 1 },
    });
    const second = await pageOf(rig, { after: 3, limit: 3 });
    expect(second.items.map(({ seq }) => seq)).toEqual([4, 5]);
    expect(second.hasMore).toBe(false);
    expect(second).not.toHaveProperty('state');
  });

  it('are shown as they are stored where they cannot be decoded', async () => {
    const rig = counted(3);
    rig.storage.database.exec("UPDATE event SET type = 'Poison' WHERE seq = 2");
    rig.storage.database.exec("UPDATE event SET data = '{' WHERE seq = 3");
    const { items } = await pageOf(rig);
    expect(items[1]).toMatchObject({
      data: { amount: 2 },
      undecodable: 'event 2 has the unknown type Poison',
    });
    expect(items[2]).toMatchObject({ data: '{', undecodable: expect.stringMatching(/JSON/) });
  });

  it('are none of an actor that nobody made, and asking makes none', async () => {
    const rig = new Rig();
    expect(await audit(rig, { at: { seq: 1 } })).toBeNull();
    expect(rig.contents()).toEqual({ alarmAt: null });
  });

  it('are shown without a trace', async () => {
    const rig = counted(120);
    const before = rig.contents();
    await pageOf(rig, { at: { seq: 110 } });
    expect(rig.contents()).toEqual(before);
  });
});

describe('the state as it was', () => {
  it.each([1, 2, 99, 100, 101, 150, 249, 250])('after event %i', async (seq) => {
    const page = await pageOf(counted(250), { after: 240, at: { seq } });
    expect(page.state).toMatchObject({ total: total(seq) });
    expect(page.items.map((item) => item.seq)).toEqual(
      [241, 242, 243, 244, 245, 246, 247, 248, 249, 250].filter((n) => n <= seq),
    );
    expect(page.hasMore).toBe(false);
  });

  it.each([
    ['at the first event', 1_000, 1],
    ['between two events', 3_999, 3],
    ['at an event', 4_000, 4],
    ['behind the last event', 60_000, 50],
  ])('%s', async (_, ms, seq) => {
    const rig = counted(50);
    rig.now = start + hour;
    const page = await pageOf(rig, { at: { time: start + ms } });
    expect(page.state).toMatchObject({ total: total(seq) });
  });

  it('is after the last of several events of the same time', async () => {
    const rig = new Rig();
    for (let i = 1; i <= 9; i++) rig.add(i);
    const page = await pageOf(rig, { at: { time: rig.now } });
    expect(page.state).toMatchObject({ total: 45 });
  });

  it('is found across a gap', async () => {
    const rig = counted(50);
    rig.storage.database.exec('DELETE FROM event WHERE seq BETWEEN 10 AND 40');
    for (const at of [{ seq: 20 }, { time: start + 20_000 }]) {
      expect((await pageOf(rig, { at })).state).toMatchObject({ total: total(9) });
    }
  });

  it('is refused before the first event, and in the future', async () => {
    const rig = counted(5);
    const before = { ok: false, rejection: { type: 'BeforeFirstEvent', first: start + 1_000 } };
    expect(await audit(rig, { at: { seq: 0 } })).toEqual(before);
    expect(await audit(rig, { at: { time: start + 999 } })).toEqual(before);
    const future = { ok: false, rejection: { type: 'InTheFuture', lastSeq: 5 } };
    expect(await audit(rig, { at: { seq: 6 } })).toEqual(future);
    expect(await audit(rig, { at: { time: rig.now + 1 } })).toEqual(future);
  });

  it('is unknown behind an event that cannot be replayed, and the events are shown all the same', async () => {
    const rig = counted(20);
    rig.storage.database.exec("UPDATE event SET type = 'Poison' WHERE seq = 7");
    const page = await pageOf(rig, { at: { seq: 10 } });
    expect(page).not.toHaveProperty('state');
    expect(page.stateUnknown).toBe('event 7: event 7 has the unknown type Poison');
    expect(page.items).toHaveLength(10);
    expect((await pageOf(rig, { at: { seq: 6 } })).state).toMatchObject({ total: total(6) });
  });

  it('needs no events from before a snapshot that lies before it', async () => {
    const rig = counted(250);
    const [snapshot] = rig.rows<{ seq: number }>('SELECT seq FROM snapshot');
    const seq = (snapshot?.seq ?? 0) + 1;
    rig.storage.database.exec("UPDATE event SET type = 'Poison' WHERE seq = 7");
    expect((await pageOf(rig, { at: { seq } })).state).toMatchObject({ total: total(seq) });
    rig.storage.database.exec("UPDATE snapshot SET data = '{'");
    expect((await pageOf(rig, { at: { seq } })).stateUnknown).toMatch(/^event 7/);
  });

  it('of a long log lets others in while it is replayed', async () => {
    const rig = counted(1_500);
    rig.storage.database.exec('DELETE FROM snapshot');
    const turns: string[] = [];
    const replay = pageOf(rig, { at: { seq: 1_500 } }).then(() => turns.push('replayed'));
    await new Promise((resume) => setTimeout(resume, 0)).then(() => turns.push('another'));
    await replay;
    expect(turns).toEqual(['another', 'replayed']);
  });
});
