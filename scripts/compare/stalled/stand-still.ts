/** Longer than an outage is made to last. */
const stalledMs = 10 * 60_000;

/** In place of a worker's own: what the queue holds is neither taken in nor given up. */
export function standStill(): Promise<void> {
  return scheduler.wait(stalledMs);
}
