import type { Env } from '../env.ts';
import { logError } from '../log.ts';
import { type Policy, settingOf } from './policy.ts';
import { MinuteWindow, secondsLeft } from './window.ts';

/** What came of counting one request. */
export interface Taken {
  policy: Policy;
  allowed: boolean;
  /** Per minute. */
  quota: number;
  /** How many more there may be in this window, as far as this isolate knows: never more than there are. */
  remaining: number;
  /** Until the window ends. */
  resetSeconds: number;
}

/**
 * The part of a quota that a key has without the binding being asked: a key that is this quiet here is flooding
 * nobody through here, and the question costs as much as a read of a cart.
 */
const quietShare = 0.1;

const windows: Record<Policy, MinuteWindow> = {
  general: new MinuteWindow(),
  checkout: new MinuteWindow(),
  carts: new MinuteWindow(),
  tokens: new MinuteWindow(),
};

/**
 * Counts a request: here, and from a tenth of the quota on by the rate-limit binding, which counts for all isolates of
 * a location. @returns undefined where there is no limit
 */
export async function take(policy: Policy, key: string, env: Env): Promise<Taken | undefined> {
  const { quota, binding } = settingOf(policy, env);
  if (!(quota > 0)) return undefined;
  const now = Date.now();
  const window = windows[policy];
  // In a flood from very many keys a new one cannot be counted here. Nobody is turned away for that alone.
  const count = window.add(key, now) ?? quota;
  let allowed = count <= quota;
  if (
    allowed &&
    binding &&
    count > quota * quietShare &&
    !(await binding.limit({ key }).then(succeeds, isDown))
  ) {
    window.raise(key, quota + 1, now);
    allowed = false;
  }
  const remaining = allowed ? quota - count : 0;
  return { policy, allowed, quota, remaining, resetSeconds: secondsLeft(now) };
}

/** What is to be said where a key has used up its quota, without counting anything; undefined where it has not. */
export function exhausted(policy: Policy, key: string, env: Env): Taken | undefined {
  const { quota } = settingOf(policy, env);
  const now = Date.now();
  if (!(quota > 0) || windows[policy].count(key, now) <= quota) return undefined;
  return { policy, allowed: false, quota, remaining: 0, resetSeconds: secondsLeft(now) };
}

function succeeds({ success }: { success: boolean }): boolean {
  return success;
}

/** A limiter that is broken must not close the shop. What this isolate counts still holds. */
function isDown(error: unknown): true {
  logError({ message: 'The rate-limit binding threw.', error });
  return true;
}
