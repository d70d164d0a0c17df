import * as z from 'zod';
import type { Caller } from '../../shared/contracts/caller.ts';
import { json } from '../../shared/http/respond.ts';
import { bindingOf, type Env, type ServiceBinding, type ServiceName } from './env.ts';
import { inward } from './forward.ts';

const deadlineMs = 2_000;

const stateSchema = z.enum(['ok', 'down']);
type State = z.infer<typeof stateSchema>;

export const healthSchema = z
  .object({
    status: z.enum(['ok', 'degraded']),
    services: z.object({ product: stateSchema, cart: stateSchema, order: stateSchema }),
  })
  .meta({ id: 'Health' });
type Health = z.infer<typeof healthSchema>;

/** How the services are. Always 200: the gateway itself is well, or it would not answer. */
export async function health(
  request: Request,
  env: Env,
  caller: Caller,
  requestId: string,
): Promise<Response> {
  const ask = (name: ServiceName) => stateOf(bindingOf(env, name), inward(request, caller, requestId));
  const [product, cart, order] = await Promise.all([ask('product'), ask('cart'), ask('order')]);
  const services = { product, cart, order };
  const status = Object.values(services).every((state) => state === 'ok') ? 'ok' : 'degraded';
  return json({ status, services } satisfies Health);
}

async function stateOf(service: ServiceBinding, request: Request): Promise<State> {
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    const response = await Promise.race([
      service.fetch(new Request(request, { signal: deadline })),
      // A service that hangs does not hear the signal either.
      new Promise<never>((_, fail) => {
        deadline.addEventListener('abort', () => fail(deadline.reason));
      }),
    ]);
    await response.body?.cancel();
    return response.ok ? 'ok' : 'down';
  } catch {
    return 'down';
  }
}
