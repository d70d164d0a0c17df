/** What may happen to a call on its way. */
export type Fault =
  /** Throws, and nothing was done. */
  | 'unreachable'
  /** It is done, and throws. */
  | 'answerLost'
  /** Our process dies waiting: nothing was done, it was done, or it is done long afterwards. */
  | 'diesBefore'
  | 'diesAfter'
  | 'diesAndItArrivesLate'
  /** No answer ever, and our process lives on; it is done long afterwards. */
  | 'hangs';

/** Between the order and everyone it talks to. Notes every call, and lets go wrong what a test wants. */
export class Network {
  readonly calls: string[] = [];
  readonly #faults = new Map<number, Fault>();
  readonly #rules: { name: string; fault: Fault; times: number }[] = [];
  readonly #gates = new Map<string, Promise<void>>();
  #late: (() => unknown)[] = [];
  #death = Promise.withResolvers<'died'>();

  /** Makes the call with this index, counted from 0, go wrong. */
  fail(index: number, fault: Fault): void {
    this.#faults.set(index, fault);
  }

  /** Makes the next calls of this name go wrong. */
  failNext(name: string, fault: Fault, times = 1): void {
    this.#rules.push({ name, fault, times });
  }

  /** Calls of this name wait, before anything is done, until the function returned is called. */
  hold(name: string): () => void {
    const gate = Promise.withResolvers<void>();
    this.#gates.set(name, gate.promise);
    return gate.resolve;
  }

  /** The end of the process that is running now, if it comes to that. */
  get death(): Promise<'died'> {
    return this.#death.promise;
  }

  /** A new process runs. */
  revive(): void {
    this.#death = Promise.withResolvers();
  }

  async call<Value>(name: string, work: () => Value | Promise<Value>): Promise<Value> {
    const fault = this.#faultOf(name, this.calls.length);
    this.calls.push(name);
    await this.#gates.get(name);
    switch (fault) {
      case undefined:
        return work();
      case 'unreachable':
        throw new Error(`${name} cannot be reached`);
      case 'answerLost':
        await work();
        throw new Error(`the answer to ${name} was lost`);
      case 'diesBefore':
        return this.#die();
      case 'diesAfter':
        await work();
        return this.#die();
      case 'diesAndItArrivesLate':
        this.#late.push(work);
        return this.#die();
      case 'hangs':
        this.#late.push(work);
        return new Promise(() => {});
    }
  }

  /** What was still on its way arrives. Its answer is of no interest to anybody. */
  async deliverLate(): Promise<void> {
    const late = this.#late;
    this.#late = [];
    for (const work of late)
      await Promise.resolve()
        .then(work)
        .catch(() => {});
  }

  #die(): Promise<never> {
    this.#death.resolve('died');
    return new Promise(() => {});
  }

  #faultOf(name: string, index: number): Fault | undefined {
    const rule = this.#rules.find((candidate) => candidate.name === name && candidate.times > 0);
    if (rule) rule.times -= 1;
    return rule?.fault ?? this.#faults.get(index);
  }
}
