import type { Cause } from '../actor/event-log.ts';
import type { Repeatable } from '../actor/request-memory.ts';
import type { Result } from '../result.ts';
import type { Caller } from './caller.ts';
import type { Rejection } from './rejections.ts';

/** What comes along with every command that an HTTP request leads to. */
export interface Call {
  caller: Caller;
  /** For the audit trail. */
  cause: Cause;
  /** Set when the request carried an Idempotency-Key. */
  repeat?: Repeatable;
  /** The version named in If-Match. */
  ifVersion?: number;
}

/** What a service answers another: a value, or what is wrong. Infrastructure failures are thrown. */
export type Answer<Value> = Result<Value, Rejection> & { replayed: boolean };

/** The answer that says no, given for the first time. */
export function refused(rejection: Rejection): { ok: false; rejection: Rejection; replayed: false } {
  return { ok: false, rejection, replayed: false };
}
