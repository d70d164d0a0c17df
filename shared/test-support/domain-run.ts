import type { Decider, DomainEvent } from '../actor/decider.ts';
import type { Result } from '../result.ts';

/**
 * A domain as the actor runs it, and nothing else: given these events, when this command, then what? What a
 * domain is given is frozen, so that one that writes on it throws.
 */
export class DomainRun<State, Command, Event extends DomainEvent, Rejection, Entry> {
  readonly decider: Decider<State, Command, Event, Rejection, Entry>;
  readonly entries = new Map<string, Entry>();
  readonly history: Event[] = [];
  state: State;

  constructor(decider: Decider<State, Command, Event, Rejection, Entry>, events: readonly Event[] = []) {
    this.decider = decider;
    this.state = frozen(decider.initialState);
    for (const event of events) this.apply(event);
  }

  /** What the command leads to. Nothing is changed by it. */
  when(command: Command): Result<Event[], Rejection> {
    const id = this.decider.entries?.idOf(command);
    const entry = id === undefined ? undefined : this.entries.get(id);
    return this.decider.decide(this.state, frozen(command), entry);
  }

  /** Decides the command and takes in what comes of it. */
  take(command: Command): Result<Event[], Rejection> {
    const decision = this.when(command);
    if (decision.ok) for (const event of decision.value) this.apply(event);
    return decision;
  }

  apply(event: Event): void {
    this.history.push(event);
    this.state = frozen(this.decider.evolve(this.state, frozen(event)));
    const id = this.decider.entries?.idOf(event);
    if (!this.decider.entries || id === undefined) return;
    this.entries.set(id, frozen(this.decider.entries.evolve(this.entries.get(id), event)));
  }

  /** The same domain, woken from the events as they are stored. */
  woken(): DomainRun<State, Command, Event, Rejection, Entry> {
    return new DomainRun(this.decider, JSON.parse(JSON.stringify(this.history)));
  }
}

/** What is frozen already was frozen all the way down. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
