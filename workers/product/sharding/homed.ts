import type { Answer } from '../../../shared/contracts/call.ts';
import type { Layout } from '../domain/layout.ts';

/** The hold is kept elsewhere: as these layouts say, or, where there are none, as the product knows. */
export interface Moved {
  moved: Layout[] | null;
}

/** Whether there is enough could not be found out in time. Nothing was held. */
export interface Busy {
  busy: true;
}

/** What an actor answers that may, or may not, be the home of a hold. */
export type Homed<Value> = Answer<Value> | Moved | Busy;

export type MaybeLater<Value> = Value | Promise<Value>;

/** The units that were left, where an answer says that these are not enough; else undefined. */
export function unitsLeft<Value>(answer: Homed<Value>): number | undefined {
  if (!('ok' in answer) || answer.ok || answer.rejection.type !== 'InsufficientStock') return undefined;
  return answer.rejection.items[0]?.available;
}
