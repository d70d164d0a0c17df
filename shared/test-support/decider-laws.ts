import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Decider, DomainEvent } from '../actor/decider.ts';
import type { Result } from '../result.ts';
import { DomainRun } from './domain-run.ts';

/** One command, what it led to, and how things stand after it. */
export interface Turn<State, Command, Event extends DomainEvent, Rejection, Entry> {
  before: State;
  command: Command;
  decision: Result<Event[], Rejection>;
  events: Event[];
  run: DomainRun<State, Command, Event, Rejection, Entry>;
}

/** Gives the commands one after the other, and shows how things stand after each. */
export function* turnsOf<State, Command, Event extends DomainEvent, Rejection, Entry>(
  decider: Decider<State, Command, Event, Rejection, Entry>,
  commands: Command[],
): Generator<Turn<State, Command, Event, Rejection, Entry>> {
  const run = new DomainRun(decider, []);
  for (const command of commands) {
    const before = run.state;
    const decision = run.take(command);
    yield { before, command, decision, events: decision.ok ? decision.value : [], run };
  }
}

const second = 1_000;
const day = 86_400 * second;

/** Mostly moments; now and then long enough for whatever has a deadline. */
const waitMs = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 2 * second }) },
  { weight: 2, arbitrary: fc.constantFrom(20 * second, 60 * second, 600 * second, 900 * second) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 * day }) },
);

/** Commands in any order, each given some time after the one before. Their own `at` does not count. */
export function inTime<Command extends { at: number }>(
  command: fc.Arbitrary<Command>,
  start: number,
  maxLength: number,
): fc.Arbitrary<Command[]> {
  return fc.array(fc.record({ waitMs, command }), { maxLength, size: 'max' }).map((script) => {
    let at = start;
    return script.map((line) => {
      at += line.waitMs;
      return { ...line.command, at };
    });
  });
}

/**
 * The tests that every domain has to pass, whatever is asked of it.
 *
 * @param mayRecur events that the same command, given again, leads to again
 */
export function itObeysTheLawsOfDeciders<
  State,
  Command extends { at: number },
  Event extends DomainEvent,
  Rejection,
  Entry,
>(
  decider: Decider<State, Command, Event, Rejection, Entry>,
  commands: fc.Arbitrary<Command[]>,
  mayRecur: Event['type'][],
): void {
  it('decides the same each time that it is asked the same', () => {
    const asked = fc.property(commands, (given) => {
      const run = new DomainRun(decider);
      for (const command of given) {
        const decision = run.when(command);
        expect(run.when(command)).toEqual(decision);
        expect(run.take(command)).toEqual(decision);
      }
    });
    fc.assert(asked);
  });

  it('is rebuilt by its events as they are stored', () => {
    const replayed = fc.property(commands, (given) => {
      const run = new DomainRun(decider);
      for (const command of given) run.take(command);
      const { state, entries } = run.woken();
      expect(state).toEqual(run.state);
      expect(entries).toEqual(run.entries);
    });
    fc.assert(replayed);
  });

  it('is the same after it was stored as a snapshot', () => {
    const kept = fc.property(commands, (given) => {
      for (const { events, run } of turnsOf(decider, given)) {
        if (events.length === 0) continue;
        const stored = JSON.stringify([run.state, ...run.entries.values()]);
        expect(JSON.parse(stored)).toEqual([run.state, ...run.entries.values()]);
      }
    });
    fc.assert(kept);
  });

  it('dates each event by its command, and touches no entry but the one that the command names', () => {
    const marked = fc.property(commands, (given) => {
      for (const { command, events } of turnsOf(decider, given)) {
        for (const event of events) {
          expect(event.at).toBe(command.at);
          expect([undefined, decider.entries?.idOf(command)]).toContain(decider.entries?.idOf(event));
        }
      }
    });
    fc.assert(marked);
  });

  it('does not do again what it has just done', () => {
    const repeated = fc.property(commands, (given) => {
      for (const { command, events, run } of turnsOf(decider, given)) {
        if (events.length === 0 || events.some(({ type }) => mayRecur.includes(type))) continue;
        const again = run.when(command);
        expect(again.ok ? again.value : []).toEqual([]);
      }
    });
    fc.assert(repeated);
  });
}
