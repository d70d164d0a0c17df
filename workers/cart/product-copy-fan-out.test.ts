import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../shared/test-support/host.ts';
import { CopyRig, carts, snapshot } from './test-support/copy.ts';

const many = 120;

describe('a hundred and twenty carts', () => {
  it('are all told, each once, and no more than fifty at the same time', async () => {
    const rig = await CopyRig.watchedBy(many);
    rig.housed.take(snapshot(2));
    await rig.passTo(rig.clock.now + minute);
    expect([...rig.heard.keys()]).toEqual(carts(many));
    expect([...rig.heard.values()]).toEqual(Array(many).fill([2]));
    expect(rig.atOnce).toBe(50);
  });

  it('cost a few statements a page, and no row each', async () => {
    const rig = await CopyRig.watchedBy(many);
    const rows = rig.platform.rowsWritten;
    rig.housed.take(snapshot(2));
    await rig.settle();
    // The copy itself, the cursor behind each page, and the end.
    expect(rig.platform.rowsWritten - rows).toBeLessThanOrEqual(2 + 3 + 1);
  });

  it('all hear of what comes in while they are told, and of nothing older after it', async () => {
    const rig = await CopyRig.watchedBy(many);
    rig.onTell = async (cart) => {
      if (cart === 'crt_060') rig.housed.take(snapshot(3));
      if (cart === 'crt_010') rig.housed.take(snapshot(4));
    };
    rig.housed.take(snapshot(2));
    await rig.passTo(rig.clock.now + minute);
    expect(rig.heard.size).toBe(many);
    expect(rig.newest).toEqual(Array(many).fill(4));
    for (const seqs of rig.heard.values()) expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  });

  it('all hear of it also when it comes in while the very last of them is told', async () => {
    const rig = await CopyRig.watchedBy(many);
    rig.onTell = async (cart) => {
      if (cart === 'crt_119') rig.housed.take(snapshot(3));
    };
    rig.housed.take(snapshot(2));
    await rig.settle();
    expect(rig.newest).toEqual(Array(many).fill(3));
  });

  it('are told by one at a time, however many messages come in at once', async () => {
    const rig = await CopyRig.watchedBy(many);
    for (const seq of [2, 3, 4]) rig.housed.take(snapshot(seq));
    await rig.settle();
    expect(rig.atOnce).toBe(50);
    expect(rig.newest).toEqual(Array(many).fill(4));
  });

  it('are told the rest by the next process when this one dies in the middle', async () => {
    const rig = await CopyRig.watchedBy(many);
    rig.onTell = async (cart) => {
      if (cart >= 'crt_050') await new Promise(() => {});
    };
    rig.housed.take(snapshot(2));
    while (rig.heard.size < 100) await new Promise(setImmediate);
    rig.restart();
    rig.onTell = async () => {};
    await rig.passTo(rig.clock.now + minute);
    expect([...rig.heard.keys()].sort()).toEqual(carts(many));
    expect(rig.newest).toEqual(Array(many).fill(2));
    expect(rig.heard.get('crt_000')).toEqual([2]);
  });

  it('that no longer hold it are let go, and the others are not', async () => {
    const rig = await CopyRig.watchedBy(many);
    const gone = carts(many).filter((_, i) => i % 3 === 0);
    for (const cart of gone) rig.answers.set(cart, 'notHeld');
    rig.housed.take(snapshot(2));
    await rig.passTo(rig.clock.now + minute);
    expect(rig.watchers).toEqual(carts(many).filter((cart) => !gone.includes(cart)));
  });
});

describe('a cart that cannot be told', () => {
  it('is told again until it can be, and holds up nobody', async () => {
    const rig = await CopyRig.watchedBy(many);
    rig.answers.set('crt_007', 'fails');
    rig.housed.take(snapshot(2));
    await rig.settle();
    expect(rig.heard.size).toBe(many);
    await rig.passTo(rig.clock.now + minute);
    expect(rig.watchers).toContain('crt_007');
    rig.answers.set('crt_007', 'held');
    const tries = rig.heard.get('crt_007')?.length ?? 0;
    expect(tries).toBeGreaterThan(3);
    await rig.passTo(rig.clock.now + hour);
    expect(rig.heard.get('crt_007')).toHaveLength(tries + 1);
    expect(rig.storage.alarmAt).toBeNull();
  });

  it('is told the newest when it can be', async () => {
    const rig = await CopyRig.watchedBy(3);
    rig.answers.set('crt_001', 'fails');
    rig.housed.take(snapshot(2));
    await rig.settle();
    rig.housed.take(snapshot(3));
    await rig.settle();
    rig.answers.set('crt_001', 'held');
    await rig.passTo(rig.clock.now + minute);
    expect(rig.newest).toEqual([3, 3, 3]);
  });
});
