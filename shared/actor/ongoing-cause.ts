import { timerCause } from './actor.ts';
import type { Cause } from './event-log.ts';

/** What is asked of an actor here. */
interface Remembering {
  readonly seq: number;
  events(after: number, limit: number): { trace: string }[];
}

/** The cause of going on, without being asked, with what the newest event has begun: part of the same trace. */
export function ongoingCause(actor: Remembering): Cause {
  const [newest] = actor.events(actor.seq - 1, 1);
  return newest ? { ...timerCause, trace: newest.trace } : timerCause;
}
