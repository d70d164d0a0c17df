/** The cart service behind queues that stand still: what they hold is neither taken in nor given up. */
export * from '../../../workers/cart/worker.ts';

/** Longer than a test. */
const stalledMs = 10 * 60_000;

export default { queue: () => scheduler.wait(stalledMs) };
