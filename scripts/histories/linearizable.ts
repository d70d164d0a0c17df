/** Something a client did, as an interval in which it took effect at one instant. */
export interface Operation<Effect> {
  effect: Effect;
  /** ms, on the same clock as `return` */
  call: number;
  /** Infinity: the outcome is unknown. It may take effect at any later time, or never. */
  return: number;
}

/** What a thing does when operations come one after the other. */
export interface Model<State, Effect> {
  initial: State;
  /**
   * The state after the effect, or undefined where it could not have happened in this state.
   * The more is pending, the more must be allowed: the search relies on it.
   * @param pending other effects that have begun by now at the latest, and have not happened yet
   */
  apply(state: State, effect: Effect, pending: readonly Effect[]): State | undefined;
  /**
   * Narrows the search. `look`: it changes nothing for anybody, so it can happen as soon as it fits.
   * `end`: it changes no state and only stops being pending, so it can wait for its deadline.
   */
  roleOf(effect: Effect): 'look' | 'end' | 'change';
  /** Narrows it too: false only where nothing that is pending can bring about a state in which the effect fits. */
  canStillHappen(state: State, effect: Effect, pending: readonly Effect[]): boolean;
}

export type Verdict<Effect> =
  | { kind: 'linearizable' }
  /** `stuck`: what could not be put in any order behind the longest beginning that makes sense. */
  | { kind: 'violation'; stuck: Operation<Effect>[] }
  /** Not decided within `maxSteps`. */
  | { kind: 'undecided' };

/**
 * Whether the operations can be put in one order that fits both the clock (what returned before another was
 * called comes first) and the model. The search of Wing and Gong (1993) with Lowe's memory of configurations
 * that were seen (2017): a configuration is what has happened, and the state.
 *
 * Of effects that are equal only the one with the nearest deadline is tried: in an order with another of
 * them first, the two can change places.
 */
export function checkLinearizable<State, Effect>(
  operations: Operation<Effect>[],
  model: Model<State, Effect>,
  maxSteps = 200_000,
): Verdict<Effect> {
  return new Search(operations, model, maxSteps).run();
}

class Search<State, Effect> {
  /** By deadline. */
  readonly #operations: Operation<Effect>[];
  readonly #sameAs: string[];
  readonly #model: Model<State, Effect>;
  readonly #seen = new Set<string>();
  readonly #happened: boolean[];
  #required: number;
  #stepsLeft: number;
  #deepest = Number.POSITIVE_INFINITY;
  #stuck: Operation<Effect>[] = [];

  constructor(operations: Operation<Effect>[], model: Model<State, Effect>, maxSteps: number) {
    this.#operations = operations.toSorted((a, b) => compare(a.return, b.return) || compare(a.call, b.call));
    this.#sameAs = this.#operations.map(({ effect }) => JSON.stringify(effect));
    this.#model = model;
    this.#happened = this.#operations.map(() => false);
    this.#required = this.#operations.filter(isRequired).length;
    this.#stepsLeft = maxSteps;
  }

  run(): Verdict<Effect> {
    if (this.#canGoOn(this.#model.initial)) return { kind: 'linearizable' };
    return this.#stepsLeft > 0 ? { kind: 'violation', stuck: this.#stuck } : { kind: 'undecided' };
  }

  #canGoOn(state: State): boolean {
    if (this.#required === 0) return true;
    const candidates = this.#candidates();
    this.#noteHowFar(candidates);
    if (!candidates.every((index) => this.#canStillHappen(index, state))) return false;
    const fitting = candidates.find((index) => this.#isFittingLook(index, state));
    const next = fitting === undefined ? candidates : [fitting];
    return next.some((index) => this.#canTake(index, state));
  }

  #canStillHappen(index: number, state: State): boolean {
    const { effect } = this.#operations[index] as Operation<Effect>;
    return this.#model.canStillHappen(state, effect, this.#pending(index));
  }

  #isFittingLook(index: number, state: State): boolean {
    const { effect } = this.#operations[index] as Operation<Effect>;
    if (this.#model.roleOf(effect) !== 'look') return false;
    return this.#model.apply(state, effect, this.#pending(index)) !== undefined;
  }

  #canTake(index: number, state: State): boolean {
    const operation = this.#operations[index] as Operation<Effect>;
    const next = this.#model.apply(state, operation.effect, this.#pending(index));
    if (next === undefined) return false;
    this.#take(index, true);
    const found = this.#isNew(next) && this.#canGoOn(next);
    this.#take(index, false);
    return found;
  }

  #take(index: number, happens: boolean): void {
    this.#happened[index] = happens;
    if (isRequired(this.#operations[index] as Operation<Effect>)) this.#required += happens ? -1 : 1;
  }

  #isNew(state: State): boolean {
    if (this.#stepsLeft === 0) return false;
    this.#stepsLeft -= 1;
    const key = `${this.#happened.map(Number).join('')} ${JSON.stringify(state)}`;
    const size = this.#seen.size;
    return this.#seen.add(key).size > size;
  }

  /** What may come next: nothing that has not happened may have returned before it was called. */
  #candidates(): number[] {
    const first = this.#happened.indexOf(false);
    const nearest = this.#operations[first]?.return ?? 0;
    const tried = new Set<string>();
    const candidates: number[] = [];
    for (const [index, { call, effect }] of this.#operations.entries()) {
      const same = this.#sameAs[index] as string;
      if (this.#happened[index] || call > nearest || tried.has(same)) continue;
      if (this.#model.roleOf(effect) === 'end' && index !== first) continue;
      tried.add(same);
      candidates.push(index);
    }
    return candidates;
  }

  #pending(index: number): Effect[] {
    const by = this.#operations[index]?.return ?? 0;
    return this.#operations
      .filter(({ call }, other) => other !== index && !this.#happened[other] && call <= by)
      .map(({ effect }) => effect);
  }

  #noteHowFar(candidates: number[]): void {
    if (this.#required >= this.#deepest) return;
    this.#deepest = this.#required;
    this.#stuck = candidates.map((index) => this.#operations[index] as Operation<Effect>).filter(isRequired);
  }
}

function isRequired<Effect>(operation: Operation<Effect>): boolean {
  return operation.return !== Number.POSITIVE_INFINITY;
}

/** A difference of two infinities is no number. */
function compare(a: number, b: number): number {
  return a < b ? -1 : Number(a > b);
}
