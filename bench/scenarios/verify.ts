import type { AnyDefinition } from '../../shared/actor/definition.ts';
import { EventLog } from '../../shared/actor/event-log.ts';
import { Verification } from '../../shared/actor/verification.ts';
import { productDefinition } from '../../workers/product/actor.ts';
import { wakeProduct } from '../actors/product.ts';
import { Subject } from '../actors/subject.ts';
import { inRounds } from '../rounds.ts';
import type { Figure, Scenario } from '../scenario.ts';
import { median, ratiosTo, spreadOf } from '../statistics.ts';

const definition = productDefinition as unknown as AnyDefinition;
const rounds = 3;
const eventsPerRead = 500;

interface Measured {
  ms: number;
  longestStepMs: number;
}

export const verify: Scenario = {
  name: 'verify',
  about: 'replaying the log of a product and comparing with what it keeps, against only replaying it',
  async run({ events }, tell) {
    const subject = await Subject.with(events, wakeProduct, tell);
    tell(`${rounds} rounds`);
    const [replays, verifications] = await inRounds(
      [() => replayed(subject, events), () => verified(subject)],
      { rounds, warmUp: 1 },
    );
    return figuresOf(events, replays as Measured[], verifications as Measured[]);
  },
};

function figuresOf(events: number, replays: Measured[], verifications: Measured[]): Figure[] {
  const ms = verifications.map((one) => one.ms);
  const floor = replays.map((one) => one.ms);
  const log = `${events.toLocaleString('en')} events`;
  return [
    {
      name: `verification of ${log}`,
      value: (events / median(ms)) * 1_000,
      unit: '/s',
      ratio: { ...spreadOf(ratiosTo(ms, floor)), to: 'only replaying' },
    },
    {
      name: `its longest step, ${log}`,
      value: Math.max(...verifications.map((one) => one.longestStepMs)),
      unit: 'ms',
    },
  ];
}

function verified(subject: Subject): Measured {
  const awake = subject.wake();
  const verification = new Verification(subject.platform(), definition, () => awake);
  const began = performance.now();
  let longestStepMs = 0;
  verification.begin();
  while (verification.run?.phase !== 'done') {
    const stepBegan = performance.now();
    verification.step();
    longestStepMs = Math.max(longestStepMs, performance.now() - stepBegan);
  }
  const differences = verification.run.differences.length;
  if (differences > 0) throw new Error(`${differences} differences: what was measured is not sound`);
  return { ms: performance.now() - began, longestStepMs };
}

/** The floor: events are read, decoded and applied, and nothing is kept of them. */
function replayed(subject: Subject, events: number): Measured {
  const { decider, upcasters, eventVersions } = definition;
  const log = new EventLog(subject.platform().sql, eventVersions, upcasters);
  const began = performance.now();
  let state = decider.initialState;
  for (let seq = 0; seq < events; seq += eventsPerRead)
    for (const { event } of log.read(seq, eventsPerRead)) state = decider.evolve(state, event);
  return { ms: performance.now() - began, longestStepMs: 0 };
}
