/** Nothing was sent: who is called has not answered for a while, and is left alone for a moment. */
export class CircuitOpen extends Error {
  constructor() {
    super('it has not answered for a while, and is asked again in a moment');
    this.name = 'CircuitOpen';
  }
}

export interface BreakerLimits {
  /** So many failures in a row open it. */
  failures: number;
  /** So long nobody is let through, in ms. Longer than a call takes to fail. */
  pauseMs: number;
}

/**
 * Spares callers the wait for somebody who does not answer. Closed, it lets everything through and counts the
 * failures in a row; open, it refuses at once; when the pause is over it lets a single call through as a probe,
 * while the others go on being refused. The probe's success closes it, its failure begins the pause anew, and
 * if it is never heard of again, the next one goes when its own pause is over.
 *
 * Nobody waits here for anybody else's call: workerd forbids that between requests.
 */
export class CircuitBreaker {
  readonly #limits: BreakerLimits;
  readonly #now: () => number;
  #failures = 0;
  /** ms since 1970 */
  #openUntil = 0;

  constructor(limits: BreakerLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Whether a call would be refused now. */
  get isOpen(): boolean {
    return this.#hasTripped && this.#now() < this.#openUntil;
  }

  /**
   * @param isFailure whether an answer counts as none
   * @throws CircuitOpen without having called, and whatever `call` throws
   */
  async run<Value>(call: () => Promise<Value>, isFailure: (value: Value) => boolean): Promise<Value> {
    if (this.isOpen) throw new CircuitOpen();
    if (this.#hasTripped) this.#pause();
    try {
      const value = await call();
      if (isFailure(value)) this.#fail();
      else this.#failures = 0;
      return value;
    } catch (error) {
      this.#fail();
      throw error;
    }
  }

  get #hasTripped(): boolean {
    return this.#failures >= this.#limits.failures;
  }

  #fail(): void {
    this.#failures += 1;
    if (this.#hasTripped) this.#pause();
  }

  #pause(): void {
    this.#openUntil = this.#now() + this.#limits.pauseMs;
  }
}
