import { auditHandlers } from '../../shared/audit/handlers.ts';
import type { Call } from '../../shared/contracts/call.ts';
import type { Caller, Owner } from '../../shared/contracts/caller.ts';
import {
  addItemBodySchema,
  type CartView,
  cartBodySchema,
  changeItemBodySchema,
  mergeBodySchema,
} from '../../shared/contracts/cart.ts';
import { sha256, sha256Hex } from '../../shared/digest.ts';
import { withBody, withCall } from '../../shared/http/call.ts';
import { etagOf } from '../../shared/http/etag.ts';
import { decodeCaller } from '../../shared/http/internal-headers.ts';
import { problemOf, problemResponse, serviceUnavailable } from '../../shared/http/problem.ts';
import { json, respond, versioned } from '../../shared/http/respond.ts';
import { routeNotFound, type ServiceRequest, serviceRouter } from '../../shared/http/service-router.ts';
import { cartIdSchema, idFrom, productIdSchema, randomId } from '../../shared/ids.ts';
import { wiringOf } from '../../shared/wiring.ts';
import type { ProductFacts } from './domain/line.ts';
import { readAnew } from './read-anew.ts';
import { type LookedUp, lookUps } from './shelf.ts';
import type { Env } from './worker.ts';

type Handler = (request: ServiceRequest, env: Env) => Promise<Response>;
type Stub = ReturnType<Env['CARTS']['getByName']>;

const create: Handler = (request, env) =>
  withBody(request, cartBodySchema, async (body, call) => {
    const token = call.caller.kind === 'customer' ? undefined : randomId('ctk');
    const owner = await ownerOf(call, token);
    const cart = env.CARTS.getByName(await newCartId(call));
    const currency = body.currency ?? env.DEFAULT_CURRENCY;
    return respond(await cart.create(owner, currency, token, call), (created) =>
      json(created, {
        status: 201,
        etag: etagOf(created.cart.version),
        headers: { location: `/v1/carts/${created.cart.id}` },
      }),
    );
  });

/** A request that may be repeated must find the cart that it made, so its id comes from the key. */
async function newCartId({ repeat }: Call): Promise<string> {
  return repeat ? idFrom('crt', await sha256(`cart ${repeat.key}`)) : randomId('crt');
}

async function ownerOf({ caller }: Call, token: string | undefined): Promise<Owner> {
  if (caller.kind === 'customer') return { kind: 'customer', customerId: caller.customerId };
  return { kind: 'guest', tokenHash: await sha256Hex(token ?? '') };
}

const get: Handler = (request, env) =>
  withCart(request, env, async (cart) => {
    const seen = await look(cart, decodeCaller(request), env);
    if (!seen) return problemResponse(problemOf({ type: 'CartNotFound' }));
    return seen.isWhole ? versioned(request, seen.cart) : json(seen.cart);
  });

/** The cart as it is now; null where the caller has none. */
async function look(cart: Stub, caller: Caller, env: Env) {
  const view = await cart.view(caller);
  if (!view || wiringOf(env) !== 'direct') return view && { cart: view, isWhole: true };
  return readAnew(view, env.PRODUCT, (found) => cart.noteProducts(caller, found));
}

/** Where nobody tells the cart of its products, it is read anew first: whatever that finds, all its sockets hear. */
const live: Handler = (request, env) =>
  withCart(request, env, async (cart) => {
    const seen = wiringOf(env) === 'direct' && (await look(cart, decodeCaller(request), env));
    if (seen && !seen.isWhole) return problemResponse(serviceUnavailable('product'));
    return cart.fetch(request);
  });

const addItem: Handler = (request, env) =>
  withCart(request, env, (cart, cartId) =>
    withBody(request, addItemBodySchema, ({ productId, quantity }, call) =>
      withFacts(productId, cartId, env, async (found) =>
        respond(await cart.addItem(productId, quantity, found, call), presentCart),
      ),
    ),
  );

const changeItem: Handler = (request, env) =>
  withCart(request, env, (cart, cartId) =>
    withBody(request, changeItemBodySchema, async ({ quantity }, call) => {
      const productId = request.params.productId ?? '';
      if (!productIdSchema.safeParse(productId).success) {
        return problemResponse(problemOf({ type: 'LineNotFound', productId }));
      }
      if (quantity === 0) return respond(await cart.removeItem(productId, call), presentCart);
      return withFacts(productId, cartId, env, async ({ facts }) =>
        respond(await cart.changeQuantity(productId, quantity, facts, call), presentCart),
      );
    }),
  );

const removeItem: Handler = (request, env) =>
  withCart(request, env, (cart) =>
    withCall(request, undefined, async (call) =>
      respond(await cart.removeItem(request.params.productId ?? '', call), presentCart),
    ),
  );

const merge: Handler = (request, env) =>
  withCart(request, env, (cart) =>
    withBody(request, mergeBodySchema, async ({ from, token }, call) =>
      respond(await cart.merge(from, await sha256Hex(token), call), presentCart),
    ),
  );

function presentCart(cart: CartView): Response {
  return json(cart, { etag: etagOf(cart.version) });
}

/** An id that no cart can have is not looked up: looking up makes an actor. */
async function withCart(
  request: ServiceRequest,
  env: Env,
  handle: (cart: Stub, cartId: string) => Promise<Response>,
): Promise<Response> {
  const id = request.params.id ?? '';
  if (!cartIdSchema.safeParse(id).success) return problemResponse(problemOf({ type: 'CartNotFound' }));
  return handle(env.CARTS.getByName(id), id);
}

async function withFacts(
  productId: string,
  cartId: string,
  env: Env,
  handle: (found: LookedUp) => Promise<Response>,
): Promise<Response> {
  const lookedUpAt = Date.now();
  let facts: ProductFacts | null;
  try {
    const lookUp = lookUps[wiringOf(env)];
    facts = await lookUp(productId, cartId, env.PRODUCT, env.COPIES.getByName(productId));
  } catch (error) {
    console.warn(JSON.stringify({ service: 'cart', calling: 'product', error: String(error) }));
    return problemResponse(serviceUnavailable('product'));
  }
  return handle({ facts, lookedUpAt });
}

const audit = auditHandlers<Env>({
  kind: 'cart',
  idSchema: cartIdSchema,
  find: (env, id) => env.CARTS.getByName(id),
  notFound: () => problemOf({ type: 'CartNotFound' }),
});

/** Cart's part of the HTTP API. Who may call what is the gateway's to say, whose a cart is, the cart's. */
export const routes = serviceRouter<Env>('cart')
  .post('/v1/carts', create)
  .get('/v1/carts/:id', get)
  .get('/v1/carts/:id/live', live)
  .post('/v1/carts/:id/items', addItem)
  .patch('/v1/carts/:id/items/:productId', changeItem)
  .delete('/v1/carts/:id/items/:productId', removeItem)
  .post('/v1/carts/:id/merge', merge)
  .get('/v1/admin/audit/cart/:id', audit.events)
  .post('/v1/admin/audit/cart/:id/verify', audit.verify)
  .get('/v1/admin/audit/cart/:id/verify', audit.verification)
  .all('*', routeNotFound);
