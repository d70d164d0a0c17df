import type { Decider, DomainEvent } from '../actor/decider.ts';
import type { Result } from '../result.ts';

/** A domain as the actor runs it, and nothing else: given these events, when this command, then what? */
export class DomainRun<State, Command, Event extends DomainEvent, Rejection, Entry> {
  readonly #decider: Decider<State, Command, Event, Rejection, Entry>;
  readonly entries = new Map<string, Entry>();
  state: State;

  constructor(decider: Decider<State, Command, Event, Rejection, Entry>, events: readonly Event[] = []) {
    this.#decider = decider;
    this.state = decider.initialState;
    for (const event of events) this.apply(event);
  }

  /** What the command leads to. Nothing is changed by it. */
  when(command: Command): Result<Event[], Rejection> {
    const id = this.#decider.entries?.idOf(command);
    const entry = id === undefined ? undefined : this.entries.get(id);
    return this.#decider.decide(this.state, command, entry);
  }

  /** Decides the command and takes in what comes of it. */
  take(command: Command): Result<Event[], Rejection> {
    const decision = this.when(command);
    if (decision.ok) for (const event of decision.value) this.apply(event);
    return decision;
  }

  apply(event: Event): void {
    this.state = this.#decider.evolve(this.state, event);
    const id = this.#decider.entries?.idOf(event);
    if (!this.#decider.entries || id === undefined) return;
    this.entries.set(id, this.#decider.entries.evolve(this.entries.get(id), event));
  }
}
