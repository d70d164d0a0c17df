import * as z from 'zod';
import { readModelHealthSchema } from '../../shared/contracts/read-model.ts';
import { withDeadline } from '../../shared/deadline.ts';
import { json } from '../../shared/http/respond.ts';
import type { Identity } from './authenticate.ts';
import { bindingOf, type ServiceBinding, type ServiceName } from './env.ts';
import { inward } from './forward.ts';
import type { Visit } from './serve.ts';

const deadlineMs = 2_000;

const stateSchema = z.enum(['ok', 'down']);

const readModelSchema = readModelHealthSchema.nullable().meta({ description: 'null: it cannot be asked.' });

export const healthSchema = z
  .object({
    status: z.enum(['ok', 'degraded']),
    services: z.object({ product: stateSchema, cart: stateSchema, order: stateSchema }),
    readModels: z
      .object({ catalog: readModelSchema, orders: readModelSchema })
      .meta({ description: 'How far lists are behind what they show.' }),
  })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof healthSchema>;

/** What services say of themselves. One that is older or newer than the gateway may say anything. */
const saidSchema = z.object({
  readModels: z.object({
    catalog: readModelSchema.default(null),
    orders: readModelSchema.default(null),
  }),
});
type ReadModels = Health['readModels'];

interface Said {
  state: z.infer<typeof stateSchema>;
  readModels: ReadModels;
}

const nothingKnown: ReadModels = { catalog: null, orders: null };

/** How the services are. Always 200: the gateway itself is well, or it would not answer. */
export async function health(visit: Visit, identity: Identity): Promise<Response> {
  return json(await healthOf(visit, identity));
}

export async function healthOf(
  visit: Pick<Visit, 'request' | 'env' | 'requestId' | 'traceparent'>,
  { caller }: Identity,
): Promise<Health> {
  const { request, env } = visit;
  const said = (name: ServiceName) => saidBy(name, bindingOf(env, name), inward(request, caller, visit));
  const [product, cart, order] = await Promise.all([said('product'), said('cart'), said('order')]);
  const services = { product: product.state, cart: cart.state, order: order.state };
  const readModels = { catalog: product.readModels.catalog, orders: order.readModels.orders };
  const status = Object.values(services).every((state) => state === 'ok') ? 'ok' : 'degraded';
  return { status, services, readModels };
}

async function saidBy(name: ServiceName, service: ServiceBinding, request: Request): Promise<Said> {
  try {
    return await withDeadline(ask(service, request), deadlineMs, name);
  } catch {
    return { state: 'down', readModels: nothingKnown };
  }
}

async function ask(service: ServiceBinding, request: Request): Promise<Said> {
  const response = await service.fetch(request);
  const said = saidSchema.safeParse(await response.json());
  return {
    state: response.ok ? 'ok' : 'down',
    readModels: said.success ? said.data.readModels : nothingKnown,
  };
}
