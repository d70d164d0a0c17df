import { auditHandlers } from '../../shared/audit/handlers.ts';
import {
  authenticateBodySchema,
  cancelBodySchema,
  checkoutBodySchema,
  fulfillBodySchema,
  type OrderView,
  orderListQuerySchema,
} from '../../shared/contracts/order.ts';
import { encodeCursor } from '../../shared/contracts/page.ts';
import { refundBodySchema } from '../../shared/contracts/refund.ts';
import type { BankTotals } from '../../shared/contracts/sandbox.ts';
import { withBody } from '../../shared/http/call.ts';
import { etagOf } from '../../shared/http/etag.ts';
import { decodeCaller } from '../../shared/http/internal-headers.ts';
import { problemOf, problemResponse } from '../../shared/http/problem.ts';
import { parseQuery } from '../../shared/http/query.ts';
import { json, respond, versioned } from '../../shared/http/respond.ts';
import {
  routeNotFound,
  type ServiceHealth,
  type ServiceRequest,
  serviceRouter,
} from '../../shared/http/service-router.ts';
import { orderIdSchema } from '../../shared/ids.ts';
import { getRebuild, startRebuild } from '../../shared/projection/handlers.ts';
import { readModelHealth } from '../../shared/projection/health.ts';
import { RequestTable } from '../../shared/request-table.ts';
import { wiringOf } from '../../shared/wiring.ts';
import { checkOut } from './checkout.ts';
import { DeadLetters } from './dead-letters/dead-letters.ts';
import {
  type DeadLetterOffice,
  listDeadLetters,
  redriveDeadLetter,
  redriveDeadLetters,
} from './dead-letters/handlers.ts';
import { queuesOf } from './dead-letters/queues.ts';
import { forgetCustomer } from './forgetting/handlers.ts';
import { getNotification, listNotifications } from './notifications/handlers.ts';
import { MailBook } from './notifications/mail-book.ts';
import { OrderList } from './order-list.ts';
import { orderListKeeper } from './order-list-keeper.ts';
import { decodeAfter, encodeAfter, filterFor } from './order-query.ts';
import { listTotals } from './order-totals.ts';
import { bankNames, bankOf } from './payments/banks.ts';
import { lacksClientSecret, withClientSecret } from './payments/client-secret.ts';
import { paymentIdOf } from './payments/provider.ts';
import { howToRespond } from './prefer.ts';
import { takeStripeEvent } from './stripe-events.ts';
import * as webhooks from './webhooks/handlers.ts';
import type { Env } from './worker.ts';

type Handler = (request: ServiceRequest, env: Env) => Promise<Response>;
type Stub = ReturnType<Env['ORDERS']['getByName']>;

const place: Handler = (request, env) =>
  withBody(request, checkoutBodySchema, async (body, call) => {
    const { byMessage, applied } = howToRespond(request, wiringOf(env));
    const answer = await checkOut(body, call, env, byMessage);
    const present = (order: OrderView) => presentPlaced(order, applied);
    if (!answer.ok) return respond(answer, present);
    const { id } = answer.value;
    const ask = () => env.ORDERS.getByName(id).clientSecret(call.caller);
    return respond({ ...answer, value: await withClientSecret(answer.value, ask) }, present);
  });

const get: Handler = (request, env) =>
  withOrder(request, env, async (order) => {
    const caller = decodeCaller(request);
    const view = await order.view(caller);
    if (!view) return notFound();
    const known = versioned(request, view);
    if (known.status === 304 || !lacksClientSecret(view)) return known;
    const whole = await withClientSecret(view, () => order.clientSecret(caller));
    return lacksClientSecret(whole) ? json(whole) : versioned(request, whole);
  });

const list: Handler = async (request, env) => {
  const query = parseQuery(request, orderListQuerySchema);
  if (!query.ok) return problemResponse(query.rejection);
  const filter = filterFor(query.value, decodeCaller(request));
  if (!filter.ok) return problemResponse(filter.rejection);
  const { cursor = '', limit } = query.value;
  const after = decodeAfter(cursor);
  if (!after.ok) return problemResponse(after.rejection);
  const page = { ...filter.value, after: after.value, limit };
  const { items, last } = await new OrderList(env.ORDERS_DB).list(page);
  return json({ items, next: encodeCursor(last && encodeAfter(last)) });
};

const totals: Handler = (request, env) => listTotals(request, new OrderList(env.ORDERS_DB));

const rebuild: Handler = (request, env) =>
  startRebuild(request, orderListKeeper(env), new RequestTable(env.ORDERS_DB));

const rebuildStatus: Handler = (_, env) => getRebuild(orderListKeeper(env));

const health = async (env: Env): Promise<ServiceHealth> => {
  const { projection } = new OrderList(env.ORDERS_DB);
  return { readModels: { orders: await readModelHealth(projection, orderListKeeper(env)) } };
};

const timeline: Handler = (request, env) =>
  withOrder(request, env, async (order) => {
    const steps = await order.timeline(decodeCaller(request));
    return steps ? json({ steps }) : notFound();
  });

const cancel: Handler = (request, env) =>
  withOrder(request, env, (order) =>
    withBody(request, cancelBodySchema, async (_, call) =>
      respond(await order.cancel(call), presentCanceled),
    ),
  );

const fulfill: Handler = (request, env) =>
  withOrder(request, env, (order) =>
    withBody(request, fulfillBodySchema, async (_, call) => respond(await order.fulfill(call), presentOrder)),
  );

const refund: Handler = (request, env) =>
  withOrder(request, env, (order) =>
    withBody(request, refundBodySchema, async (body, call) =>
      respond(await order.refund(body, call), presentRefunded),
    ),
  );

const authenticate: Handler = (request, env) =>
  withOrder(request, env, (order) =>
    withBody(request, authenticateBodySchema, async ({ approve }, call) =>
      respond(await order.authenticate(approve, call), presentOrder),
    ),
  );

const notifications: Handler = (request, env) => listNotifications(request, new MailBook(env.ORDERS_DB));

const notification: Handler = (request, env) =>
  getNotification(request.params.id ?? '', new MailBook(env.ORDERS_DB));

function deadLetterOffice(env: Env): DeadLetterOffice {
  const db = env.ORDERS_DB;
  return { letters: new DeadLetters(db), queues: queuesOf(env), requests: new RequestTable(db) };
}

/** What the sandbox bank has in its books for an order: the other side's view of what was charged. */
const sandboxPayment: Handler = async (request, env) => {
  const id = request.params.id ?? '';
  if (!orderIdSchema.safeParse(id).success) return problemResponse(problemOf({ type: 'PaymentNotFound' }));
  const paymentId = paymentIdOf(id);
  const record = await bankOf(env.BANKS, paymentId).find(paymentId);
  return record.status === 'none' ? problemResponse(problemOf({ type: 'PaymentNotFound' })) : json(record);
};

const sandboxTotals: Handler = async (_request, env) => {
  const books = await Promise.all(bankNames.map((name) => env.BANKS.getByName(name).totals()));
  return json({ items: sumByCurrency(books.flat()) });
};

function sumByCurrency(books: BankTotals[]): BankTotals[] {
  const sums = new Map<string, BankTotals>();
  for (const book of books) {
    const sum = sums.get(book.currency);
    if (!sum) sums.set(book.currency, { ...book });
    else {
      sum.payments += book.payments;
      sum.authorizedMinor += book.authorizedMinor;
      sum.capturedMinor += book.capturedMinor;
      sum.refundedMinor += book.refundedMinor;
    }
  }
  return [...sums.values()];
}

function presentPlaced(order: OrderView, applied: Record<string, string>): Response {
  return json(order, {
    status: order.status === 'confirmed' ? 201 : 202,
    ...(lacksClientSecret(order) ? {} : { etag: etagOf(order.version) }),
    headers: { location: `/v1/orders/${order.id}`, ...applied },
  });
}

/** 202 while something cannot be given back yet: it goes on until it is. */
function presentCanceled(order: OrderView): Response {
  return json(order, { status: order.status === 'canceled' ? 200 : 202, etag: etagOf(order.version) });
}

/** 202 while the provider has not given everything back yet: it is asked until it has. */
function presentRefunded(order: OrderView): Response {
  const pending = order.refunds?.some(({ status }) => status === 'pending');
  return json(order, { status: pending ? 202 : 200, etag: etagOf(order.version) });
}

function presentOrder(order: OrderView): Response {
  return json(order, { etag: etagOf(order.version) });
}

function notFound(): Response {
  return problemResponse(problemOf({ type: 'OrderNotFound' }));
}

/** An id that no order can have is not looked up: looking up makes an actor. */
async function withOrder(
  request: ServiceRequest,
  env: Env,
  handle: (order: Stub) => Promise<Response>,
): Promise<Response> {
  const id = request.params.id ?? '';
  return orderIdSchema.safeParse(id).success ? handle(env.ORDERS.getByName(id)) : notFound();
}

const audit = auditHandlers<Env>({
  kind: 'order',
  idSchema: orderIdSchema,
  find: (env, id) => env.ORDERS.getByName(id),
  notFound: () => problemOf({ type: 'OrderNotFound' }),
});

/** Order's part of the HTTP API. Who may call what is the gateway's to say, whose an order is, the order's. */
export const routes = serviceRouter<Env>('order', health)
  .get('/v1/admin/orders/totals', totals)
  .post('/v1/admin/read-models/orders/rebuild', rebuild)
  .get('/v1/admin/read-models/orders/rebuild', rebuildStatus)
  .post('/v1/orders', place)
  .get('/v1/orders', list)
  .get('/v1/orders/:id', get)
  .get('/v1/orders/:id/timeline', timeline)
  .post('/v1/orders/:id/cancel', cancel)
  .post('/v1/orders/:id/fulfill', fulfill)
  .post('/v1/orders/:id/refunds', refund)
  .post('/v1/payments/sandbox/:id/authenticate', authenticate)
  .post('/v1/webhooks/stripe', takeStripeEvent)
  .post('/v1/admin/customers/:id/forget', forgetCustomer)
  .get('/v1/admin/notifications', notifications)
  .get('/v1/admin/notifications/:id', notification)
  .get('/v1/admin/dead-letters', (request, env) => listDeadLetters(request, deadLetterOffice(env)))
  .post('/v1/admin/dead-letters/redrive', (request, env) =>
    redriveDeadLetters(request, deadLetterOffice(env)),
  )
  .post('/v1/admin/dead-letters/:id/redrive', (request, env) =>
    redriveDeadLetter(request, deadLetterOffice(env)),
  )
  .get('/v1/admin/webhooks', webhooks.list)
  .post('/v1/admin/webhooks', webhooks.create)
  .get('/v1/admin/webhooks/:id', webhooks.get)
  .delete('/v1/admin/webhooks/:id', webhooks.remove)
  .post('/v1/admin/webhooks/:id/enable', webhooks.enable)
  .post('/v1/admin/webhooks/:id/rotate-secret', webhooks.rotateSecret)
  .get('/v1/admin/webhooks/:id/deliveries', webhooks.deliveries)
  .post('/v1/admin/webhooks/:id/deliveries/:n/redeliver', webhooks.redeliver)
  .get('/v1/admin/sandbox/payments', sandboxTotals)
  .get('/v1/admin/sandbox/payments/:id', sandboxPayment)
  .get('/v1/admin/audit/order/:id', audit.events)
  .post('/v1/admin/audit/order/:id/verify', audit.verify)
  .get('/v1/admin/audit/order/:id/verify', audit.verification)
  .all('*', routeNotFound);
