/**
 * How the services talk to each other. The domains do not know; what differs is who carries a call.
 *
 * - `hybrid`: direct calls where somebody waits for the answer, events for everybody else.
 * - `events`: carts know products by their own copies only, and a checkout's steps are messages and replies.
 * - `direct`: direct calls only; no queue is needed to sell.
 */
export const wirings = ['hybrid', 'events', 'direct'] as const;
export type Wiring = (typeof wirings)[number];

/** @throws when the variable WIRING names none of them: a shop that guesses would be wired half and half */
export function wiringOf({ WIRING }: { WIRING: string }): Wiring {
  const wiring = wirings.find((name) => name === WIRING);
  if (!wiring) throw new Error(`WIRING must be one of ${wirings.join(', ')}, not "${WIRING}"`);
  return wiring;
}
