import type { DomainEvent } from './decider.ts';
import type { ActorDefinition } from './definition.ts';
import { EntryTable } from './entry-table.ts';
import { EventLog } from './event-log.ts';
import type { Platform } from './platform.ts';
import { type Outlet, Relay } from './relay.ts';
import { RequestMemory } from './request-memory.ts';
import { SnapshotStore } from './snapshot-store.ts';

/** An actor's tables, each behind the one class that knows it. */
export interface Stores<State, Command, Event extends DomainEvent, Entry> {
  log: EventLog<Event>;
  memory: RequestMemory;
  entries: EntryTable<Command, Event, Entry>;
  snapshots: SnapshotStore<State>;
  relay: Relay<State, Event>;
}

export function openStores<State, Command, Event extends DomainEvent, Rejection, Entry>(
  platform: Platform,
  definition: ActorDefinition<State, Command, Event, Rejection, Entry>,
  outlet: Outlet<State, Event> | undefined,
): Stores<State, Command, Event, Entry> {
  const log = new EventLog<Event>(platform.sql, definition.eventVersions, definition.upcasters);
  return {
    log,
    memory: new RequestMemory(platform.sql),
    entries: new EntryTable(platform.sql, definition.decider.entries),
    snapshots: new SnapshotStore(platform.sql, definition.stateVersion),
    relay: new Relay(platform, log, outlet),
  };
}
