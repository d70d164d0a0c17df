import { describe, expect, it } from 'vitest';
import { minute, second } from '../../../shared/test-support/host.ts';
import { changePace, firstPace, nextTurn, type Paces, standingOf, waitingUpTo } from './waiting-line.ts';

const start = Date.UTC(2026, 10, 22, 10);
const ticketMs = 10 * minute;
const onePerSecond = firstPace(60, ticketMs, start);

/** The turns of so many who come at the same moment, behind the turn `last`. */
function turnsOf(count: number, at: number, paces: Paces = onePerSecond, last?: number): number[] {
  const turns: number[] = [];
  for (let i = 0; i < count; i++) turns.push(nextTurn(paces, turns.at(-1) ?? last, at));
  return turns;
}

/** When each was let in, in ms since the start. */
function admissions(turns: number[], paces: Paces = onePerSecond): number[] {
  return turns.map((turn) => {
    const standing = standingOf(paces, turn, start);
    return standing.status === 'over' ? Number.NaN : standing.admittedAt - start;
  });
}

describe('a waiting line', () => {
  it('lets in one after the other, evenly, the first at once', () => {
    expect(admissions(turnsOf(4, start))).toEqual([0, second, 2 * second, 3 * second]);
    expect(standingOf(onePerSecond, turnsOf(1, start)[0] as number, start).status).toBe('admitted');
  });

  it('saves nothing up while nobody waits', () => {
    const [first] = turnsOf(1, start);
    const later = turnsOf(3, start + 9 * minute, onePerSecond, first);
    expect(admissions(later)).toEqual([9 * minute, 9 * minute + second, 9 * minute + 2 * second]);
  });

  it('counts those who wait before, and fewer as time passes', () => {
    const turns = turnsOf(5, start);
    const fifth = turns[4] as number;
    const fifthAt = (at: number) => standingOf(onePerSecond, fifth, start + at);
    expect(fifthAt(0)).toMatchObject({ status: 'waiting', before: 3, admittedAt: start + 4 * second });
    expect(fifthAt(1)).toMatchObject({ before: 3 });
    expect(fifthAt(second)).toMatchObject({ before: 2 });
    expect(fifthAt(4 * second - 1)).toMatchObject({ status: 'waiting', before: 0 });
    expect(fifthAt(4 * second).status).toBe('admitted');
    expect(waitingUpTo(onePerSecond, fifth, start)).toBe(4);
    expect(waitingUpTo(onePerSecond, fifth, start + 4 * second)).toBe(0);
  });

  it('gives a ticket from the admission on, whenever it is fetched', () => {
    const third = turnsOf(3, start)[2] as number;
    const until = start + 2 * second + ticketMs;
    expect(standingOf(onePerSecond, third, until - 1)).toEqual({
      status: 'admitted',
      admittedAt: start + 2 * second,
      expiresAt: until,
    });
    expect(standingOf(onePerSecond, third, until)).toEqual({ status: 'over' });
  });

  it('keeps its order at another pace, and whoever was let in stays so', () => {
    const turns = turnsOf(6, start);
    const faster = changePace(onePerSecond, 120, minute, start + 2 * second);
    expect(admissions(turns, faster)).toEqual([0, 1_000, 2_000, 2_500, 3_000, 3_500]);
    const slower = changePace(onePerSecond, 6, minute, start + 2 * second);
    expect(admissions(turns, slower)).toEqual([0, 1_000, 2_000, 12_000, 22_000, 32_000]);
    const goodFor = turns.map((turn) => standingOf(faster, turn, start + 3_500));
    expect(goodFor.map((one) => 'expiresAt' in one && one.expiresAt - one.admittedAt)).toEqual([
      ticketMs,
      ticketMs,
      minute,
      minute,
      minute,
      minute,
    ]);
  });

  it('forgets a pace when the tickets that were given at it are over', () => {
    expect(changePace(onePerSecond, 60, ticketMs, start + second)).toBe(onePerSecond);
    const second60 = changePace(onePerSecond, 30, ticketMs, start + minute);
    expect(second60).toHaveLength(2);
    expect(changePace(second60, 60, ticketMs, start + minute + ticketMs)).toHaveLength(2);
    expect(changePace(second60, 60, ticketMs, start + minute + ticketMs - 1)).toHaveLength(3);
  });

  it('gives nobody another ticket because an older pace, whose tickets are good for longer, is still known', () => {
    const hours = firstPace(6, 60 * minute, start);
    const minutes = changePace(hours, 60, minute, start + second);
    const [, admittedAtTenSeconds] = turnsOf(2, start + 9 * second, minutes) as [number, number];
    const at = start + 5 * minute;
    expect(standingOf(minutes, admittedAtTenSeconds, at)).toEqual({ status: 'over' });
    const again = changePace(changePace(minutes, 30, minute, start + minute), 60, minute, at);
    expect(standingOf(again, admittedAtTenSeconds, at)).toEqual({ status: 'over' });
  });

  it('stands still where the clock goes back', () => {
    const turn = turnsOf(2, start)[1] as number;
    expect(standingOf(onePerSecond, turn, start - minute)).toMatchObject({ status: 'waiting', before: 0 });
  });
});
