import type { DomainEvent } from './decider.ts';
import type { ActorDefinition } from './definition.ts';
import { EntryTable } from './entry-table.ts';
import { type Cause, EventLog } from './event-log.ts';
import type { PersonalData } from './personal-data.ts';
import type { Platform } from './platform.ts';
import { type Outlet, Relay } from './relay.ts';
import { RequestMemory } from './request-memory.ts';
import { SnapshotStore } from './snapshot-store.ts';
import { VerificationRuns } from './verification-run.ts';

/** An actor's tables, each behind the one class that knows it. */
export interface Stores<State, Command, Event extends DomainEvent, Entry> {
  log: EventLog<Event>;
  memory: RequestMemory;
  entries: EntryTable<Command, Event, Entry>;
  snapshots: SnapshotStore<State>;
  relay: Relay<State, Event>;
  /** Writes an event down, with what it changes beside the state; returns when its entry will be due. */
  record(seq: number, event: Event, cause: Cause): number | undefined;
}

export function openStores<State, Command, Event extends DomainEvent, Rejection, Entry>(
  platform: Platform,
  definition: ActorDefinition<State, Command, Event, Rejection, Entry>,
  outlet: Outlet<State, Event> | undefined,
): Stores<State, Command, Event, Entry> {
  const log = new EventLog<Event>(
    platform.sql,
    definition.eventVersions,
    definition.upcasters,
    definition.personal?.fields,
  );
  const memory = new RequestMemory(platform.sql);
  const snapshots = new SnapshotStore<State>(platform.sql, definition.stateVersion);
  const entries = new EntryTable(platform.sql, definition.decider.entries);
  // A snapshot of the state before it would remember, and so would a verification that is under way.
  const forget = (personal: PersonalData<Event['type']>) => {
    log.forgetPersonalData();
    snapshots.delete();
    new VerificationRuns(platform.sql).delete();
    memory.redact(personal.redactAnswer);
  };
  return {
    log,
    memory,
    entries,
    snapshots,
    relay: new Relay(platform, log, outlet),
    record(seq, event, cause) {
      log.append(seq, event, cause);
      if (event.type === definition.personal?.forgottenBy) forget(definition.personal);
      return entries.apply(event);
    },
  };
}
