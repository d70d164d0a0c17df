import type { Result } from '../result.ts';
import type { Cause } from './event-log.ts';
import type { Recollection, Repeatable } from './request-memory.ts';

/** A command with what surrounds it: who, in which request, and whether it may come again. */
export interface Request<Command> {
  command: Command;
  cause: Cause;
  repeat?: Repeatable | undefined;
  /** Refused with VersionMismatch when the actor's version is another one (If-Match). */
  ifVersion?: number | undefined;
}

/** What the actor itself may find wrong, before the domain is asked. */
export type ActorRejection =
  | { type: 'IdempotencyKeyReused' }
  | { type: 'RequestInProgress' }
  | { type: 'VersionMismatch'; version: number };

/** `replayed`: the request came before, and this is the answer that it got then. */
export type Handled<Answer, Rejection> = Result<Answer, Rejection | ActorRejection> & { replayed: boolean };

/** What a request hears that came before; undefined for one that did not. */
export function answerToRepeat<Answer, Rejection>(
  known: Recollection,
): Handled<Answer, Rejection> | undefined {
  switch (known.kind) {
    case 'answered':
      return { ...(JSON.parse(known.answer) as Result<Answer, Rejection>), replayed: true };
    case 'mismatch':
      return refused({ type: 'IdempotencyKeyReused' });
    case 'running':
      return refused({ type: 'RequestInProgress' });
    case 'new':
      return undefined;
  }
}

export function refused(rejection: ActorRejection): {
  ok: false;
  rejection: ActorRejection;
  replayed: boolean;
} {
  return { ok: false, rejection, replayed: false };
}
