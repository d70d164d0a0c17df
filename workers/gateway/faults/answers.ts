import {
  type Faults,
  faultsSchema,
  type Wire,
  type WireEntry,
  wireQuerySchema,
} from '../../../shared/contracts/faults.ts';
import { faultsPath, wirePath } from '../../../shared/faults/local-routes.ts';
import { merged, noted } from '../../../shared/faults/wire.ts';
import { parseBody } from '../../../shared/http/json-body.ts';
import { problemResponse } from '../../../shared/http/problem.ts';
import { parseQuery } from '../../../shared/http/query.ts';
import { json } from '../../../shared/http/respond.ts';
import { bindingOf, type Env, type ServiceName } from '../env.ts';
import type { OwnAnswers, Visit } from '../serve.ts';

/** The gateway itself has no use for it. */
interface WiredEnv extends Env {
  /** How the services talk to each other: shared/wiring.ts. */
  WIRING: string;
}

const services = ['product', 'cart', 'order'] as const;

/** Answers to `faultRoutes`. */
export const faultAnswers: OwnAnswers = { getFaults, putFaults, getWire };

async function getFaults({ env }: Visit): Promise<Response> {
  return json(await asOne((service) => ask<Faults>(env, service, faultsPath)));
}

async function putFaults({ request, env }: Visit): Promise<Response> {
  const wanted = await parseBody(request, faultsSchema);
  if (!wanted.ok) return problemResponse(wanted.rejection);
  const body = JSON.stringify(wanted.value);
  return json(await asOne((service) => ask<Faults>(env, service, faultsPath, { method: 'PUT', body })));
}

/** Each service says what is wrong with itself; the order service, which has the bank, of everything else, too. */
async function asOne(ofService: (service: ServiceName) => Promise<Faults>): Promise<Faults> {
  const [product, cart, order] = (await Promise.all(services.map(ofService))) as [Faults, Faults, Faults];
  return {
    ...order,
    services: {
      product: product.services.product,
      cart: cart.services.cart,
      order: order.services.order,
    },
  };
}

async function getWire({ request, env }: Visit): Promise<Response> {
  const query = parseQuery(request, wireQuerySchema);
  if (!query.ok) return problemResponse(query.rejection);
  const { trace, since = 0 } = query.value;
  const heard = await Promise.all(services.map((service) => ask<WireEntry[]>(env, service, wirePath)));
  const wanted = [...noted(), ...heard.flat()].filter(
    ({ traceId, at }) => at >= since && (trace === undefined || traceId === trace),
  );
  return json({ wiring: (env as WiredEnv).WIRING, entries: merged(wanted) } satisfies Wire);
}

async function ask<Answer>(
  env: Env,
  service: ServiceName,
  path: string,
  init?: RequestInit,
): Promise<Answer> {
  const response = await bindingOf(env, service).fetch(new Request(`http://${service}${path}`, init));
  return response.json();
}
