import { WorkerEntrypoint } from 'cloudflare:workers';
import type { FloorActor } from '../actor.ts';
import { type Leg, runSteps } from '../plan.ts';

export { FloorActor } from '../actor.ts';

interface Env {
  ACTORS: DurableObjectNamespace<FloorActor>;
}

/** The other service, behind a binding. */
export class PeerService extends WorkerEntrypoint<Env> {
  run(leg: Leg): Promise<void> {
    return runSteps(this.env.ACTORS, leg);
  }
}

export default {};
