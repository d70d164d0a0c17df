const windowMs = 10_000;
/**
 * An actor on Cloudflare is good for 200 to 500 writes a second, and each unit that is sold costs two: one holds it,
 * one sells it. From so many holds a second on, the stock of a product is split before its actor becomes the brake.
 */
const hotHoldsPerSecond = 100;
/** Into so many: enough for the whole of what one shop's other actors can take, and few enough to call back from. */
export const hotShards = 8;

/** Notices when a product runs hot. It forgets with the process: a product that is hot will be so again. */
export class Heat {
  #since = 0;
  #holds = 0;

  /** A unit was held. Says whether that has become too often. */
  isHotAfterHold(now: number): boolean {
    if (now - this.#since >= windowMs) {
      this.#since = now;
      this.#holds = 0;
    }
    this.#holds += 1;
    return this.#holds >= (hotHoldsPerSecond * windowMs) / 1_000;
  }
}
