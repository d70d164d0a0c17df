import { afterEach, beforeEach, vi } from 'vitest';

/** For tests in which processes die: what they left behind stays silent. */
export function letProcessesDie(): void {
  beforeEach(() => {
    // A process that died is held for ever in its last call: its deadline must not wake it.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
}
