export type Operation = 'create' | 'confirm' | 'capture' | 'cancel' | 'retrieve' | 'refund' | 'listRefunds';

export type Fault =
  /** The connection breaks, and nothing was done. */
  | 'unreachable'
  /** It is done, and the connection breaks. */
  | 'answerLost'
  /** 500, and nothing was done. */
  | 'serverError'
  /** It is done, and the answer is a 500. */
  | 'serverErrorAfterwards'
  | 'tooManyRequests'
  /** It takes a while, and goes well. */
  | 'slow'
  /** No answer, ever; nothing was done. */
  | 'hangs';

/** What goes wrong, and when. */
export class Faults {
  readonly #rules: { operation: Operation | 'any'; fault: Fault; times: number }[] = [];
  /** Asked for each request that no rule is for. */
  chance: (operation: Operation) => Fault | undefined = () => undefined;

  /** Makes the next calls of this operation go wrong. */
  next(operation: Operation | 'any', fault: Fault, times = 1): void {
    this.#rules.push({ operation, fault, times });
  }

  /** From here on everything goes well. */
  mend(): void {
    this.#rules.length = 0;
    this.chance = () => undefined;
  }

  take(operation: Operation): Fault | undefined {
    const rule = this.#rules.find(
      ({ operation: of, times }) => times > 0 && (of === operation || of === 'any'),
    );
    if (!rule) return this.chance(operation);
    rule.times -= 1;
    return rule.fault;
  }
}
