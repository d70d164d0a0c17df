import { accept, type Result, reject } from '../result.ts';
import type { EventLog } from './event-log.ts';

/** A point in an actor's history: behind an event, or at a time (ms since 1970). */
export type Moment = { seq: number } | { time: number };

/** Why an actor had no state at a moment. */
export type NoSuchMoment =
  /** `first`: the time of the first event, in ms since 1970; null where nothing has happened yet. */
  { type: 'BeforeFirstEvent'; first: number | null } | { type: 'InTheFuture'; lastSeq: number };

type Log = Pick<EventLog<never>, 'rows' | 'lastSeq'>;

/** The number of the last event at a moment, or before it. */
export function seqAt(log: Log, moment: Moment, now: number): Result<number, NoSuchMoment> {
  const [first] = log.rows(0, 1);
  const lastSeq = log.lastSeq();
  if (!first) return reject({ type: 'BeforeFirstEvent', first: null });
  if ('time' in moment) {
    if (moment.time > now) return reject({ type: 'InTheFuture', lastSeq });
    if (moment.time < first.at) return reject({ type: 'BeforeFirstEvent', first: first.at });
    return accept(seqAtTime(log, moment.time, first.seq, lastSeq));
  }
  if (moment.seq < first.seq) return reject({ type: 'BeforeFirstEvent', first: first.at });
  if (moment.seq > lastSeq) return reject({ type: 'InTheFuture', lastSeq });
  return accept(moment.seq);
}

/**
 * A binary search, since an index on the time would cost every event another row. Where a clock was set back,
 * it finds one of the moments at which the clock showed that time.
 */
function seqAtTime(log: Log, time: number, firstSeq: number, lastSeq: number): number {
  let [known, last] = [firstSeq, lastSeq];
  while (known < last) {
    const middle = Math.ceil((known + last) / 2);
    const [row] = log.rows(middle - 1, 1);
    if (row && row.at <= time) known = row.seq;
    else last = middle - 1;
  }
  return known;
}
