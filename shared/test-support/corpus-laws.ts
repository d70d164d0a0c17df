import { expect, it } from 'vitest';
import type { DomainEvent } from '../actor/decider.ts';
import type { ActorDefinition } from '../actor/definition.ts';
import {
  CorpusLog,
  differences,
  type EventCorpus,
  type EventSample,
  sealOf,
  tellingSamples,
} from './corpus.ts';
import { type Turn, turnsOf } from './decider-laws.ts';

export interface CorpusSubject<State, Command, Event extends DomainEvent, Rejection, Entry> {
  definition: ActorDefinition<State, Command, Event, Rejection, Entry>;
  events: EventCorpus;
  /** Entries as they stand in their table; left out in a domain without. */
  entries?: { samples: object[] };
  /** Runs that come to every kind of event. */
  runs: Command[][];
  /** Fields of events and entries whose names are data, such as `details.attributes`. */
  records?: string[];
}

const howTo = 'See "To change an event" in CONTRIBUTING.md. Samples of what is written now';

/** The tests that hold every version of every event that was ever written, and the entries. */
export function itReadsWhatWasEverWritten<State, Command, Event extends DomainEvent, Rejection, Entry>(
  subject: CorpusSubject<State, Command, Event, Rejection, Entry>,
): void {
  const versions: Readonly<Record<string, number>> = subject.definition.eventVersions;
  const { samples, sealed } = subject.events;
  const { rows, before, entries } = writtenIn(subject);
  const isCurrent = ({ type, version }: EventSample) => version === versions[type];
  const currentOf = (type: string) => samples.filter((sample) => sample.type === type && isCurrent(sample));

  it('has a sample of each event as it is written now, and none that nobody knows', () => {
    const types = Object.keys(versions);
    expect(types.filter((type) => currentOf(type).length === 0)).toEqual([]);
    const unknown = samples.filter(({ type, version }) => version > (versions[type] ?? 0));
    expect(unknown).toEqual([]);
  });

  it.each(Object.keys(versions))('writes %s as the corpus shows it', (type) => {
    const records = subject.records?.map((record) => `data.${record}`);
    expectShape(rows.get(type) ?? [], currentOf(type), records);
  });

  it.each(samples.map((sample) => [`${sample.type} ${sample.version}`, sample] as const))(
    'reads %s as what it would be now',
    (_, sample) => {
      const { decider } = subject.definition;
      const log = new CorpusLog(subject.definition);
      const event = log.read(sample);
      const current = currentOf(sample.type).map((one) => log.read(one));
      expect(differences(current, [...current, event], subject.records)).toEqual([]);
      const state = decider.evolve(before.get(sample.type) ?? decider.initialState, event);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    },
  );

  it('has the samples of what is not written any more as they were', () => {
    const old = Object.groupBy(
      samples.filter((sample) => !isCurrent(sample)),
      ({ type, version }) => `${type} ${version}`,
    );
    const seals = Object.entries(old).map(([name, group]) => [name, sealOf(group ?? [])]);
    expect(Object.fromEntries(seals), 'samples of an old version are never edited').toEqual(sealed);
  });

  it('writes entries as the corpus shows them', () => {
    expectShape(entries, subject.entries?.samples ?? [], subject.records);
  });
}

function expectShape<Value>(written: Value[], shown: Value[], records?: string[]): void {
  const changed = differences(shown, written, records);
  if (changed.length === 0) return;
  const missing = JSON.stringify(tellingSamples(written, shown, records));
  expect(changed, `not written as before. ${howTo}: ${missing}`).toEqual([]);
}

/** What comes of all the runs: the rows of events, a state in which each type of event can happen, and entries. */
function writtenIn<State, Command, Event extends DomainEvent, Rejection, Entry>({
  definition,
  runs,
}: CorpusSubject<State, Command, Event, Rejection, Entry>) {
  const log = new CorpusLog(definition);
  const rows = new Map<string, EventSample[]>();
  const before = new Map<string, State>();
  const entries: object[] = [];
  const note = ({ before: start, events, run }: Turn<State, Command, Event, Rejection, Entry>) => {
    events.reduce((state, event) => {
      rows.set(event.type, rows.get(event.type) ?? []);
      rows.get(event.type)?.push(log.write(event));
      before.set(event.type, state);
      const id = definition.decider.entries?.idOf(event);
      if (id !== undefined) entries.push(run.entries.get(id) as object);
      return definition.decider.evolve(state, event);
    }, start);
  };
  for (const commands of runs) for (const turn of turnsOf(definition.decider, commands)) note(turn);
  return { rows, before, entries };
}
