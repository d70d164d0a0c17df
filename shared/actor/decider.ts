import type { Result } from '../result.ts';

/** Every domain event says what happened, and when (ms since 1970, from the command). */
export interface DomainEvent {
  type: string;
  at: number;
}

/**
 * A domain as pure functions. `decide` answers what a command leads to: events, none when it is already
 * done, or a rejection. `evolve` is the only way state changes, so replaying the events rebuilds it.
 */
export interface Decider<State, Command, Event extends DomainEvent, Rejection, Entry = never> {
  readonly initialState: State;
  /** @param entry the keyed entry that the command names (`entries.idOf`), if there is one */
  decide(state: State, command: Command, entry: Entry | undefined): Result<Event[], Rejection>;
  evolve(state: State, event: Event): State;
  /** State that grows without bound, kept in a table: a command touches one entry, however many there are. */
  readonly entries?: EntryFold<Command, Event, Entry>;
}

export interface EntryFold<Command, Event, Entry> {
  /** The id of the one entry that this command or event is about. */
  idOf(message: Command | Event): string | undefined;
  evolve(entry: Entry | undefined, event: Event): Entry;
  /** When this entry wants attention (ms since 1970), or undefined for never. */
  due(entry: Entry): number | undefined;
}
