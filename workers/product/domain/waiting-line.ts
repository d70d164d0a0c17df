/*
 * Who is let in when, as a function of time: nothing is written for an admission.
 *
 *   progress  ──────────▶  grows by `perMinute` in each millisecond, and by nothing else
 *   turns      │  │  │  │  one for each place: never before the progress of the moment in which it was taken, and
 *                          at least one admission behind the place before it
 *
 *   A place is let in when the progress has reached its turn. So nothing is saved up while nobody waits, another
 *   pace keeps the order, and those who wait are exactly one admission apart: their number is a difference.
 */

/** Of progress: a rate per minute is as many of these in a millisecond, and every turn is an integer. */
export const unitsPerAdmission = 60_000;

/** How fast a line moves from some moment on. */
export interface Pace {
  /** ms since 1970 */
  since: number;
  /** The progress at that moment. */
  progress: number;
  perMinute: number;
  /** How long a ticket is good that is given at this pace. */
  ticketMs: number;
}

/** One at least, and the newest last. Older ones are kept as long as tickets that were given at them are good. */
export type Paces = readonly Pace[];

export type Standing =
  /** `before`: how many of those who wait come first. `admittedAt`: in ms since 1970, if the pace stays. */
  | { status: 'waiting'; before: number; admittedAt: number }
  /** `expiresAt`: ms since 1970. */
  | { status: 'admitted'; admittedAt: number; expiresAt: number }
  | { status: 'over' };

export function firstPace(perMinute: number, ticketMs: number, at: number): Paces {
  return [{ since: at, progress: 0, perMinute, ticketMs }];
}

/** From now on the line moves otherwise. Whoever was let in stays so. */
export function changePace(paces: Paces, perMinute: number, ticketMs: number, at: number): Paces {
  const last = newest(paces);
  if (last.perMinute === perMinute && last.ticketMs === ticketMs) return paces;
  const now = { since: at, progress: progressAt(paces, at), perMinute, ticketMs };
  // From the first on that is still needed: a turn belongs to the pace before it, so none in between may be missing.
  const kept = paces.findIndex(({ ticketMs: good }, index) => (paces[index + 1]?.since ?? at) + good > at);
  return [...paces.slice(kept), now];
}

/** @param last the turn of the place before, if there is one */
export function nextTurn(paces: Paces, last: number | undefined, at: number): number {
  const progress = progressAt(paces, at);
  return last === undefined ? progress : Math.max(progress, last + unitsPerAdmission);
}

export function standingOf(paces: Paces, turn: number, at: number): Standing {
  const before = waitingBefore(paces, turn, at);
  const pace = paces.findLast(({ progress }) => progress <= turn);
  if (!pace) return { status: 'over' };
  const admittedAt = pace.since + Math.ceil((turn - pace.progress) / pace.perMinute);
  if (before !== undefined) return { status: 'waiting', before, admittedAt };
  const expiresAt = admittedAt + pace.ticketMs;
  return expiresAt > at ? { status: 'admitted', admittedAt, expiresAt } : { status: 'over' };
}

/** How many wait, of whom the last has this turn. */
export function waitingUpTo(paces: Paces, turn: number, at: number): number {
  const before = waitingBefore(paces, turn, at);
  return before === undefined ? 0 : before + 1;
}

/** Undefined: it does not wait any more. */
function waitingBefore(paces: Paces, turn: number, at: number): number | undefined {
  const left = turn - progressAt(paces, at);
  return left > 0 ? Math.ceil(left / unitsPerAdmission) - 1 : undefined;
}

function progressAt(paces: Paces, at: number): number {
  const { since, progress, perMinute } = newest(paces);
  // An object may move to a machine whose clock is a little behind.
  return progress + Math.max(0, at - since) * perMinute;
}

function newest(paces: Paces): Pace {
  return paces.at(-1) as Pace;
}
