import { DeadlineExceeded, withDeadline } from '../../../shared/deadline.ts';
import { isPlatformFailure } from '../../../shared/http/service-router.ts';
import { pause as realPause } from '../../../shared/pause.ts';

/** An actor that takes longer counts as one that has failed. */
const deadlineMs = 20_000;

/**
 * How long to wait before each further try. Many new actors at once can be more than a machine has files or a
 * platform has room for; while one line waits, those behind it wait too, and so the whole import slows down.
 */
const pausesMs = [250, 1_000, 4_000, 8_000];

export type Pause = (ms: number) => Promise<void>;

/**
 * Asks an actor, and again where the platform fails: only for what may be repeated.
 * @throws what the last try has thrown, or what will not pass by itself
 */
export async function patiently<Value>(ask: () => Promise<Value>, pause: Pause = realPause): Promise<Value> {
  for (const ms of pausesMs) {
    try {
      return await withDeadline(ask(), deadlineMs, 'product');
    } catch (error) {
      if (!willPass(error)) throw error;
      // Of those that fail together not all come back together.
      await pause(ms * (0.5 + Math.random()));
    }
  }
  return withDeadline(ask(), deadlineMs, 'product');
}

/** Whether the same call may well succeed later. */
export function willPass(error: unknown): boolean {
  return error instanceof DeadlineExceeded || isPlatformFailure(error);
}
