import { type Answer, type Call, refused } from '../../../shared/contracts/call.ts';
import { encodeCursor } from '../../../shared/contracts/page.ts';
import {
  deliveryListQuerySchema,
  deliveryNumberSchema,
  enableWebhookBodySchema,
  redeliverBodySchema,
  rotateSecretBodySchema,
  type WebhookBody,
  type WebhookWithSecret,
  webhookBodySchema,
  webhookListQuerySchema,
} from '../../../shared/contracts/webhook.ts';
import { sha256 } from '../../../shared/digest.ts';
import { withBody } from '../../../shared/http/call.ts';
import { type Problem, problemOf, problemResponse } from '../../../shared/http/problem.ts';
import { parseQuery } from '../../../shared/http/query.ts';
import { json, respond } from '../../../shared/http/respond.ts';
import type { ServiceRequest } from '../../../shared/http/service-router.ts';
import { validationProblem } from '../../../shared/http/validation.ts';
import { idFrom, randomId, webhookIdSchema } from '../../../shared/ids.ts';
import { flawOfUrl } from './address.ts';
import { allowsPrivate, type RemoteEndpoint, type WebhookEnv } from './env.ts';
import { maxWebhooks, WebhookRegistry } from './registry.ts';
import { randomSecret } from './signature.ts';

type Handler = (request: ServiceRequest, env: WebhookEnv) => Promise<Response>;

export const create: Handler = (request, env) =>
  withBody(request, webhookBodySchema, async (body, call) => {
    const flaw = flawOfUrl(body.url, allowsPrivate(env));
    if (flaw) return problemResponse(validationProblem([{ path: 'url', message: flaw }]));
    return respond(await register(body, call, env), (webhook) => {
      const headers = { location: `/v1/admin/webhooks/${webhook.id}` };
      return json(webhook, { status: 201, headers });
    });
  });

/**
 * The endpoint first, then its place in the registry: if only the first is done, nothing is ever sent, and the
 * same request does the rest.
 */
async function register(body: WebhookBody, call: Call, env: WebhookEnv): Promise<Answer<WebhookWithSecret>> {
  const registry = new WebhookRegistry(env.ORDERS_DB);
  const id = await newWebhookId(call);
  if (!(await registry.hasRoomFor(id))) return refused({ type: 'TooManyWebhooks', limit: maxWebhooks });
  const endpoint = env.WEBHOOKS.getByName(id);
  const answer = await endpoint.create({ ...body, url: new URL(body.url).href }, randomSecret(), call);
  // The answer may be that to an earlier request, and the endpoint removed since.
  if (answer.ok && (await endpoint.view())) await registry.add(id);
  return answer;
}

/** A request that may be repeated must find the endpoint that it made, so its id comes from the key. */
async function newWebhookId({ repeat }: Call): Promise<string> {
  return repeat ? idFrom('whk', await sha256(`webhook ${repeat.key}`)) : randomId('whk');
}

export const list: Handler = async (request, env) => {
  const query = parseQuery(request, webhookListQuerySchema);
  if (!query.ok) return problemResponse(query.rejection);
  const { cursor = '', limit } = query.value;
  const ids = await new WebhookRegistry(env.ORDERS_DB).ids(cursor, limit + 1);
  const shown = ids.slice(0, limit);
  const views = await Promise.all(shown.map((id) => env.WEBHOOKS.getByName(id).view()));
  const last = ids.length > limit ? (shown.at(-1) ?? null) : null;
  return json({ items: views.filter((view) => view !== null), next: encodeCursor(last) });
};

export const get: Handler = (request, env) =>
  withEndpoint(request, env, async (endpoint) => {
    const view = await endpoint.view();
    return view ? json(view) : notFound();
  });

/** The endpoint first: from here on nothing is sent, whatever becomes of the rest. */
export const remove: Handler = (request, env) =>
  withEndpoint(request, env, async (endpoint, id) => {
    const removed = await endpoint.remove();
    await new WebhookRegistry(env.ORDERS_DB).remove(id);
    return removed ? new Response(null, { status: 204 }) : notFound();
  });

export const rotateSecret: Handler = (request, env) =>
  withEndpoint(request, env, (endpoint) =>
    withBody(request, rotateSecretBodySchema, async (_, call) =>
      respond(await endpoint.rotateSecret(randomSecret(), call), json),
    ),
  );

export const enable: Handler = (request, env) =>
  withEndpoint(request, env, (endpoint) =>
    withBody(request, enableWebhookBodySchema, async (_, call) => respond(await endpoint.enable(call), json)),
  );

export const deliveries: Handler = (request, env) =>
  withEndpoint(request, env, async (endpoint) => {
    const query = parseQuery(request, deliveryListQuerySchema);
    if (!query.ok) return problemResponse(query.rejection);
    const { cursor = newest, limit } = query.value;
    const before = deliveryNumberSchema.safeParse(cursor);
    if (!before.success) return problemResponse(foreignCursor());
    const found = await endpoint.deliveries(Number(before.data), limit + 1);
    if (!found) return notFound();
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return json({ items, next: encodeCursor(last ? String(last.n) : null) });
  });

/** Behind every number of a delivery. */
const newest = '9'.repeat(15);

export const redeliver: Handler = (request, env) =>
  withEndpoint(request, env, (endpoint) =>
    withBody(request, redeliverBodySchema, async (_, call) => {
      const n = deliveryNumberSchema.safeParse(request.params.n);
      if (!n.success) return problemResponse(problemOf({ type: 'DeliveryNotFound' }));
      const answer = await endpoint.redeliver(Number(n.data), call);
      return respond(answer, (delivery) => json(delivery, { status: 202 }));
    }),
  );

function foreignCursor(): Problem {
  return validationProblem([{ path: 'cursor', message: 'is not a cursor of ours' }]);
}

function notFound(): Response {
  return problemResponse(problemOf({ type: 'WebhookNotFound' }));
}

/** An id that no webhook can have is not looked up: looking up makes an actor. */
async function withEndpoint(
  request: ServiceRequest,
  env: WebhookEnv,
  handle: (endpoint: RemoteEndpoint, id: string) => Promise<Response>,
): Promise<Response> {
  const id = request.params.id ?? '';
  return webhookIdSchema.safeParse(id).success ? handle(env.WEBHOOKS.getByName(id), id) : notFound();
}
