/** No route may take as long. What is older was dropped without a word: its client has left. */
const maxDurationMs = 2 * 60_000;

/** The requests that are being handled. */
export class InFlight {
  /** When each began, the oldest first. */
  readonly #begun = new Map<object, number>();

  begin(request: object, now: number): void {
    this.#forgetDropped(now);
    this.#begun.set(request, now);
  }

  end(request: object): void {
    this.#begun.delete(request);
  }

  count(now: number): number {
    this.#forgetDropped(now);
    return this.#begun.size;
  }

  #forgetDropped(now: number): void {
    for (const [request, begunAt] of this.#begun) {
      if (begunAt > now - maxDurationMs) return;
      this.#begun.delete(request);
    }
  }
}
