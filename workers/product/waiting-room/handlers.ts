import type { CartService } from '../../../shared/contracts/cart.ts';
import {
  type PlaceView,
  placeBodySchema,
  waitingRoomBodySchema,
} from '../../../shared/contracts/waiting-room.ts';
import { withDeadline } from '../../../shared/deadline.ts';
import { withBody, withCall } from '../../../shared/http/call.ts';
import { decodeCaller } from '../../../shared/http/internal-headers.ts';
import { problemOf, problemResponse, serviceUnavailable } from '../../../shared/http/problem.ts';
import { json, respond } from '../../../shared/http/respond.ts';
import type { ServiceRequest } from '../../../shared/http/service-router.ts';
import { cartIdSchema, productIdSchema } from '../../../shared/ids.ts';
import type { WaitingRoom } from './object.ts';

/** A cart answers at once, or not at all. */
const cartDeadlineMs = 4_000;

interface RoomEnv {
  CART: Pick<CartService, 'belongsTo'>;
  PRODUCTS: { getByName(id: string): { view(): Promise<object | null> } };
  WAITING_ROOMS: DurableObjectNamespace<WaitingRoom>;
}

type Handler = (request: ServiceRequest, env: RoomEnv) => Promise<Response>;
type Stub = DurableObjectStub<WaitingRoom>;

/** Opens it, or changes its rate. The same again changes nothing. */
export const openWaitingRoom: Handler = (request, env) =>
  withProduct(request, env, (room) =>
    withBody(request, waitingRoomBodySchema, async (body, { cause }) =>
      respond(await room.open(body, cause), (view) => json(view)),
    ),
  );

export const closeWaitingRoom: Handler = (request, env) =>
  withProduct(request, env, (room) =>
    withCall(request, undefined, async ({ cause }) =>
      respond(await room.close(cause), () => new Response(null, { status: 204 })),
    ),
  );

/** The cart's place, however often it is asked for. */
export const takePlace: Handler = (request, env) =>
  withRoom(request, env, (room, productId) =>
    withBody(request, placeBodySchema, ({ cartId }) =>
      ofOwner(request, env, cartId, async () =>
        present(await room.take(cartId), problemOf({ type: 'WaitingRoomNotFound', productId })),
      ),
    ),
  );

export const getPlace: Handler = (request, env) =>
  withPlace(request, env, async (room, productId, cartId) =>
    present(await room.look(cartId), problemOf({ type: 'PlaceNotFound', productId })),
  );

/** The room takes the cart's id from the path. */
export const followPlace: Handler = (request, env) => withPlace(request, env, (room) => room.fetch(request));

function present(place: PlaceView | null, missing: ReturnType<typeof problemOf>): Response {
  return place ? json(place) : problemResponse(missing);
}

/** A product that is not there gets no room: looking one up makes an actor. */
function withProduct(
  request: ServiceRequest,
  env: RoomEnv,
  handle: (room: Stub) => Promise<Response>,
): Promise<Response> {
  return withRoom(request, env, async (room, productId) => {
    const product = await env.PRODUCTS.getByName(productId).view();
    return product ? handle(room) : problemResponse(problemOf({ type: 'ProductNotFound', productId }));
  });
}

async function withRoom(
  request: ServiceRequest,
  env: RoomEnv,
  handle: (room: Stub, productId: string) => Promise<Response>,
): Promise<Response> {
  const productId = request.params.id ?? '';
  return productIdSchema.safeParse(productId).success
    ? handle(env.WAITING_ROOMS.getByName(productId), productId)
    : problemResponse(problemOf({ type: 'ProductNotFound', productId }));
}

function withPlace(
  request: ServiceRequest,
  env: RoomEnv,
  handle: (room: Stub, productId: string, cartId: string) => Promise<Response>,
): Promise<Response> {
  const cartId = request.params.cartId ?? '';
  return withRoom(request, env, (room, productId) =>
    ofOwner(request, env, cartId, () => handle(room, productId, cartId)),
  );
}

/** Whose cart it is, only the cart knows: it is asked each time, since a cart that was merged is nobody's any more. */
async function ofOwner(
  request: ServiceRequest,
  { CART }: RoomEnv,
  cartId: string,
  handle: () => Promise<Response>,
): Promise<Response> {
  const notFound = problemResponse(problemOf({ type: 'CartNotFound' }));
  if (!cartIdSchema.safeParse(cartId).success) return notFound;
  let isOwner: boolean;
  try {
    isOwner = await withDeadline(CART.belongsTo(cartId, decodeCaller(request)), cartDeadlineMs, 'cart');
  } catch (error) {
    console.warn(JSON.stringify({ service: 'product', calling: 'cart', error: String(error) }));
    return problemResponse(serviceUnavailable('cart'));
  }
  return isOwner ? handle() : notFound;
}
