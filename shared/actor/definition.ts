import type { Decider, DomainEvent } from './decider.ts';
import type { Upcasters } from './event-log.ts';
import type { PersonalData } from './personal-data.ts';

/** Everything in which a cart, a product and an order differ, for the one actor that runs them all. */
export interface ActorDefinition<State, Command, Event extends DomainEvent, Rejection, Entry = never> {
  readonly decider: Decider<State, Command, Event, Rejection, Entry>;
  /** The version in which each type of event is written today, and how older ones are read. */
  readonly eventVersions: Readonly<Record<Event['type'], number>>;
  readonly upcasters?: Upcasters;
  /** What of it can be forgotten. Left out: nothing in this actor is about a person. */
  readonly personal?: PersonalData<Event['type']>;
  /** Changes whenever `State` changes its shape: a snapshot of another version is ignored, never misread. */
  readonly stateVersion: number;
  /** The version that a client sees, and names in If-Match. By default the number of the last event. */
  version?(state: State, seq: number): number;
  /** When the state wants attention (ms since 1970), or undefined for never. */
  due?(state: State): number | undefined;
  /** The command to give when that time has come. Undefined: the service's own `onDue` sees to it. */
  commandWhenDue?(state: State, now: number): Command | undefined;
  commandWhenEntryDue?(id: string, now: number): Command;
  /** A rejection that will pass by itself. It is not kept for repeats, so a client may try again with its key. */
  isTransient?(rejection: Rejection): boolean;
  /**
   * Whether others must hear of this event: `true` or `now` right after the answer, `soon` within seconds,
   * together with what follows. What is not public costs the relay nothing.
   */
  isPublic?(event: Event, before: State, after: State): boolean | 'now' | 'soon';
}

/** Any actor's, for what treats them all alike: the audit, and the verification. */
export type AnyDefinition = ActorDefinition<unknown, unknown, DomainEvent, unknown, unknown>;
