/** So many that wait too long are no accident of one slow bank, and no burst that is soon over. */
export const maxLate = 64;

/**
 * Requests that wait for a service, by the second in which they came. Under more load than it can take, everybody
 * waits longer and longer, until nobody is answered in time and all work is for nothing. So when many have waited
 * for long already, whoever comes now is turned away at once: those inside are still served, at full speed. A burst
 * is let in, since nobody has waited yet.
 */
export class Crowd {
  readonly #bySecond = new Map<number, number>();

  /** @returns what to call when it has its answer */
  enter(now: number): () => void {
    const second = Math.floor(now / 1_000);
    this.#bySecond.set(second, (this.#bySecond.get(second) ?? 0) + 1);
    return () => {
      const left = (this.#bySecond.get(second) ?? 0) - 1;
      if (left > 0) this.#bySecond.set(second, left);
      else this.#bySecond.delete(second);
    };
  }

  /** Whether too many have waited for longer than this. */
  isLate(waitMs: number, now: number): boolean {
    let late = 0;
    for (const [second, count] of this.#bySecond) if (now - second * 1_000 > waitMs) late += count;
    return late >= maxLate;
  }
}

const crowds = new Map<string, Crowd>();

/** Who waits for the same: reads of a service go on while its writes are stuck. */
export function crowdAt(service: string, method: string): Crowd {
  const key = `${service} ${method === 'GET' ? 'reads' : 'writes'}`;
  const crowd = crowds.get(key) ?? new Crowd();
  crowds.set(key, crowd);
  return crowd;
}
