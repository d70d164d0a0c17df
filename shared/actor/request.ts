import type { Result } from '../result.ts';
import type { Cause } from './event-log.ts';
import type { Repeatable } from './request-memory.ts';

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

export function refused(rejection: ActorRejection): {
  ok: false;
  rejection: ActorRejection;
  replayed: boolean;
} {
  return { ok: false, rejection, replayed: false };
}
