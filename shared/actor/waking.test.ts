import { describe, expect, it, vi } from 'vitest';
import { EventLog } from './event-log.ts';
import { Rig } from './test-support/rig.ts';
import { Subscribers } from './test-support/subscribers.ts';
import { type TallyDefinition, tally } from './test-support/tally.ts';

const neverPublic: TallyDefinition = { ...tally, isPublic: () => false };
const allPublic: TallyDefinition = { ...tally, isPublic: () => true };

/** A snapshot is taken every hundred events, of the state before the commit that takes it. */
const atMost = 101;

/** How many events an actor reads while it wakes. */
function readOnWaking(rig: Rig, definition?: TallyDefinition): number {
  const read = vi.spyOn(EventLog.prototype, 'decode');
  rig.restart(definition);
  const { length } = read.mock.calls;
  read.mockRestore();
  return length;
}

function withEvents(rig: Rig, count: number): Rig {
  while (rig.actor.seq < count) rig.add(1);
  return rig;
}

describe('waking reads', () => {
  it.each([10, 1_000, 100_000])('at most a hundred and one of %i events', (count) => {
    const rig = withEvents(new Rig(neverPublic), count);
    expect(readOnWaking(rig)).toBeLessThanOrEqual(Math.min(count, atMost));
    expect(rig.actor.state.total).toBe(count);
  });

  it.each([1_000, 20_000])('no more of %i events where none of them could be published', async (count) => {
    const subscribers = new Subscribers();
    subscribers.down = true;
    const rig = withEvents(new Rig(allPublic, subscribers), count);
    expect(readOnWaking(rig)).toBeLessThanOrEqual(atMost);
    subscribers.down = false;
    await rig.publish();
    expect(subscribers.told.flat().length).toBe(count);
    expect(subscribers.told.flat().at(-1)).toBe(count);
  });

  it('all events once behind a snapshot of another version, and then few, though no command comes', () => {
    const rig = withEvents(new Rig(neverPublic), 5_000);
    const changed = { ...neverPublic, stateVersion: 2 };
    expect(readOnWaking(rig, changed)).toBe(5_000);
    expect(readOnWaking(rig, changed)).toBe(0);
    expect(rig.actor.state.total).toBe(5_000);
  });
});
