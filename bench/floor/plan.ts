/** A call of an actor. What it writes goes into one commit. */
export interface Step {
  actor: string;
  rows: number;
  /** Whether it sets its alarm. */
  alarm: boolean;
}

/** Calls of the service's own actors, or of those of another service behind its binding. */
export interface Leg {
  abroad: boolean;
  /** Not one after the other. */
  atOnce?: boolean;
  steps: Step[];
}

/** What is done for a request before it is answered. */
export type Plan = Leg[];

interface Actors {
  getByName(name: string): { run(step: Step): Promise<void> };
}

export async function runSteps(actors: Actors, { steps, atOnce }: Leg): Promise<void> {
  const run = (step: Step) => actors.getByName(step.actor).run(step);
  if (atOnce) await Promise.all(steps.map(run));
  else for (const step of steps) await run(step);
}
