import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changePace,
  firstPace,
  nextTurn,
  type Paces,
  standingOf,
  unitsPerAdmission,
  waitingUpTo,
} from './waiting-line.ts';

const start = Date.UTC(2026, 10, 22, 10);
const hour = 3_600_000;

/** Somebody comes, or the pace changes; `pause` in ms after what was before. */
const happening = fc.record({
  pause: fc.oneof(fc.constant(0), fc.nat(50), fc.nat(5_000), fc.nat(200_000)),
  perMinute: fc.option(fc.constantFrom(1, 7, 60, 600, 59_999, 60_000), { freq: 8 }),
});
const rate = fc.constantFrom(1, 7, 60, 600, 60_000);

interface Story {
  turns: number[];
  paces: Paces;
  /** The paces after each happening, with its time. */
  moments: { at: number; paces: Paces; known: number }[];
}

function told(first: number, happenings: { pause: number; perMinute: number | null }[]): Story {
  let paces = firstPace(first, hour, start);
  let at = start;
  const turns: number[] = [];
  const moments: Story['moments'] = [];
  for (const { pause, perMinute } of happenings) {
    at += pause;
    if (perMinute === null) turns.push(nextTurn(paces, turns.at(-1), at));
    else paces = changePace(paces, perMinute, hour, at);
    moments.push({ at, paces, known: turns.length });
  }
  return { turns, paces, moments };
}

const stories = fc.tuple(rate, fc.array(happening, { maxLength: 60 }));

describe('a waiting line, whoever comes when and however its pace changes,', () => {
  it('lets in in the order of coming, at least one admission apart, in exact numbers', () => {
    const ordered = fc.property(stories, ([first, happenings]) => {
      const { turns } = told(first, happenings);
      expect(turns.every(Number.isSafeInteger)).toBe(true);
      for (const [index, turn] of turns.slice(1).entries()) {
        expect(turn - (turns[index] as number)).toBeGreaterThanOrEqual(unitsPerAdmission);
      }
    });
    fc.assert(ordered);
  });

  it('says how many wait before somebody, as one would count them', () => {
    const counted = fc.property(stories, ([first, happenings]) => {
      const { turns, moments } = told(first, happenings);
      for (const { at, paces, known } of moments) {
        const come = turns.slice(0, known);
        const waits = come.map((turn) => standingOf(paces, turn, at).status === 'waiting');
        for (const [index, turn] of come.entries()) {
          const standing = standingOf(paces, turn, at);
          const before = waits.slice(0, index).filter(Boolean).length;
          if (standing.status === 'waiting') expect(standing.before).toBe(before);
        }
        const last = come.at(-1);
        if (last !== undefined) expect(waitingUpTo(paces, last, at)).toBe(waits.filter(Boolean).length);
      }
    });
    fc.assert(counted);
  });

  it('never sends back whom it has let in, and lets in when it said, as long as the pace stays', () => {
    const kept = fc.property(stories, ([first, happenings]) => {
      const { turns, moments } = told(first, happenings);
      for (const [index, { at, paces, known }] of moments.entries()) {
        const next = moments[index + 1];
        for (const turn of turns.slice(0, known)) {
          const now = standingOf(paces, turn, at);
          if (now.status === 'waiting') {
            expect(now.admittedAt).toBeGreaterThan(at);
            expect(standingOf(paces, turn, now.admittedAt).status).toBe('admitted');
          } else if (next && now.status === 'admitted') {
            expect(standingOf(next.paces, turn, at)).toEqual(now);
          }
        }
      }
    });
    fc.assert(kept);
  });
});
