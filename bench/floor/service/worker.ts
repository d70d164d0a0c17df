import { WorkerEntrypoint } from 'cloudflare:workers';
import type { FloorActor } from '../actor.ts';
import type { PeerService } from '../peer/worker.ts';
import { type Plan, runSteps } from '../plan.ts';

export { FloorActor } from '../actor.ts';

interface Env {
  ACTORS: DurableObjectNamespace<FloorActor>;
  PEER: Service<PeerService>;
}

/** Does what the header `plan` says. */
export class FloorHttp extends WorkerEntrypoint<Env> {
  override async fetch(request: Request): Promise<Response> {
    const plan = JSON.parse(request.headers.get('plan') ?? '[]') as Plan;
    for (const leg of plan) {
      if (leg.abroad) await this.env.PEER.run(leg);
      else await runSteps(this.env.ACTORS, leg);
    }
    return Response.json({ done: true });
  }
}

export default {};
