import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { day, hour, Rig, second } from './test-support/rig.ts';
import { ConfirmingSubscribers } from './test-support/subscribers.ts';
import { publicStep, type TallyCommand, type TallyDefinition, tally } from './test-support/tally.ts';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

/** Chance that can be repeated: mulberry32. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % sides;
  };
}

/** A life among crashes, failing storage, and subscribers that are down or lose what they get. */
class Life {
  readonly subscribers = new ConfirmingSubscribers(() => true);
  readonly rig: Rig;
  readonly roll: (sides: number) => number;
  /** What clients were told: the sum of all that was added, and the slots that were opened. */
  total = 0;
  readonly slots = new Set<string>();
  #requests = 0;

  constructor(seed: number, definition: TallyDefinition) {
    this.rig = new Rig(definition, this.subscribers);
    this.roll = dice(seed);
  }

  async step(): Promise<void> {
    const { rig, roll, subscribers } = this;
    rig.now += roll(30) * second;
    switch (roll(12)) {
      case 0:
        return this.die();
      case 1:
        subscribers.down = roll(3) === 0;
        return;
      case 2:
        subscribers.lossy = roll(3) === 0;
        return;
      case 3:
        subscribers.unreachable = roll(3) === 0;
        return;
      case 4:
      case 5:
        return this.ringWhenDue();
      case 6:
        return rig.publish();
      case 7:
        return this.dieWhilePublishing();
      default:
        this.request();
    }
  }

  /** A client sends a request again until it is answered, whatever breaks in between. */
  request(): void {
    const { rig, roll } = this;
    const key = `request-${this.#requests++}`;
    const repeat = { key, fingerprint: key };
    const amount = roll(publicStep);
    const commands: TallyCommand[] = [
      { type: 'Add', amount, at: rig.now },
      { type: 'Announce', headline: key, at: rig.now },
      { type: 'Open', slotId: key, until: rig.now + roll(600) * second, at: rig.now },
    ];
    const command = commands[roll(3)] as TallyCommand;
    for (;;) {
      if (roll(4) === 0) rig.platform.statementsLeft = roll(8);
      rig.platform.alarmFails = roll(20) === 0;
      try {
        expect(rig.handle(command, { repeat }).ok).toBe(true);
        rig.platform.alarmFails = false;
        break;
      } catch (error) {
        expect(String(error)).toMatch(/the storage failed|the alarm cannot be set/);
      } finally {
        rig.platform.statementsLeft = Infinity;
      }
      // A platform that cannot set the alarm throws the object away.
      if (roll(2) === 0 || rig.platform.alarmFails) rig.restart();
      rig.platform.alarmFails = false;
    }
    if (command.type === 'Add') this.total += amount;
    if (command.type === 'Open') this.slots.add(key);
  }

  die(): void {
    const before = this.rig.memory();
    this.rig.restart();
    expect(this.rig.memory()).toEqual(before);
  }

  dieWhilePublishing(): void {
    // What it is waiting for never comes, as its process is gone.
    this.subscribers.hold();
    this.rig.actor.publishSoon();
    this.rig.restart();
    this.subscribers.hold()();
  }

  async ringWhenDue(): Promise<void> {
    const { rig, roll } = this;
    if (rig.storage.alarmAt === null || rig.storage.alarmAt > rig.now) return;
    if (roll(3) === 0) rig.platform.statementsLeft = roll(30);
    await rig.ringAlarm();
    rig.platform.statementsLeft = Infinity;
  }

  /** Whatever is to come, the alarm is set for it. */
  expectAlarmSet(): void {
    const { rig } = this;
    if (rig.actor.seq === 0) return;
    const due = rig.rows<{ due: number | null }>('SELECT MIN(due) AS due FROM entry')[0]?.due;
    const waits = rig.rows<{ n: number }>('SELECT COUNT(*) AS n FROM repeat')[0]?.n;
    if (due || waits) expect(rig.storage.alarmAt).not.toBeNull();
    if (due) expect(rig.storage.alarmAt).toBeLessThanOrEqual(Math.max(due, rig.now + 5 * second));
  }
}

function expectTruth({ rig, total, slots }: Life): void {
  expect(rig.actor.state.total).toBe(total);
  expect(rig.rows<{ id: string }>('SELECT id FROM entry').map(({ id }) => id)).toEqual([...slots].sort());
}

describe('an actor among crashes', () => {
  const seeds = Array.from({ length: 60 }, (_, i) => i + 1);
  it.each(seeds)('keeps every promise and every timer, and everybody hears of it (seed %i)', async (seed) => {
    const definition = seed % 2 ? tally : { ...tally, isPublic: () => false };
    const life = new Life(seed, definition);
    const { rig, subscribers } = life;
    for (let i = 0; i < 300; i++) {
      await life.step();
      life.expectAlarmSet();
    }
    expectTruth(life);

    Object.assign(subscribers, { down: false, lossy: false, unreachable: false });
    await rig.passTo(rig.now + hour * 2);
    expect(rig.rows('SELECT id FROM entry WHERE due IS NOT NULL')).toEqual([]);
    const announced = rig.rows<{ seq: number | null }>(
      "SELECT MAX(seq) AS seq FROM event WHERE type = 'Announced'",
    );
    if (definition === tally) expect(subscribers.newest).toBeGreaterThanOrEqual(announced[0]?.seq ?? 0);

    await rig.passTo(rig.now + 3 * day);
    expect(rig.rows('SELECT * FROM repeat')).toEqual([]);
    expect(rig.storage.alarmAt).toBeNull();
    life.die();
    expectTruth(life);
  });
});
