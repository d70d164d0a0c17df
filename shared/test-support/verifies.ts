import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Actor, timerCause } from '../actor/actor.ts';
import type { DomainEvent } from '../actor/decider.ts';
import type { ActorDefinition } from '../actor/definition.ts';
import { NodePlatform, NodeStorage } from '../actor/node-platform.ts';
import { verified } from '../actor/test-support/verified.ts';

/** For every kind of actor: all that it keeps is what its events say, awake and woken anew. */
export function itVerifiesAsEqual<
  State,
  Command extends { at: number },
  Event extends DomainEvent,
  Rejection,
  Entry,
>(
  definition: ActorDefinition<State, Command, Event, Rejection, Entry>,
  commands: fc.Arbitrary<Command[]>,
): void {
  it('is what its events say, whatever is asked of it', () => {
    let events = 0;
    const replayed = fc.property(commands, (given) => {
      let now = 0;
      const platform = new NodePlatform(new NodeStorage(), () => now);
      const actor = new Actor(platform, definition);
      for (const command of given) {
        now = command.at;
        actor.handle({ command, cause: timerCause });
      }
      for (const live of [() => actor, () => new Actor(platform, definition)]) {
        const run = verified(platform, definition, live);
        expect(run.differences).toEqual([]);
        events += run.events;
      }
    });
    fc.assert(replayed);
    expect(events).toBeGreaterThan(100);
  });
}
