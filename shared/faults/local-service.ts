import type { FaultyService } from '../contracts/faults.ts';
import { faults } from './current.ts';
import { faultyQueue } from './faulty-queue.ts';
import { actor, entrypoint } from './surrounded.ts';
import { tapped } from './tapped.ts';

/**
 * What stands around a service on a laptop, so that it can be stopped, and overheard. It is another `main` for the same
 * worker: what is deployed has none of it.
 */
export function localService(service: FaultyService) {
  return {
    entrypoint: <Class>(Base: Class) => entrypoint(service, Base),
    actor: <Class>(Base: Class) => actor(service, Base),
    handler: <Env extends object>(base: ExportedHandler<Env>) => handler(service, base),
  };
}

function handler<Env extends object>(
  service: FaultyService,
  base: ExportedHandler<Env>,
): ExportedHandler<Env> {
  const tap = (env: Env) => tapped(env, service, { traceId: '' });
  return {
    queue: (batch, env, context) =>
      faultyQueue(service, batch, async (faulty) => base.queue?.(faulty, tap(env), context)),
    async scheduled(controller, env, context) {
      if (!faults().services[service].stopped) await base.scheduled?.(controller, tap(env), context);
    },
  };
}
