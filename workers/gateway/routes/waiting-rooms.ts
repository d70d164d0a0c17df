import { maxSocketAgeMs } from '../../../shared/contracts/cart-socket.ts';
import {
  placeBodySchema,
  placeViewSchema,
  waitingRoomBodySchema,
  waitingRoomViewSchema,
} from '../../../shared/contracts/waiting-room.ts';
import { cartIdSchema, productIdSchema } from '../../../shared/ids.ts';
import { read, write } from '../handling.ts';
import { route } from '../route.ts';

const place = { description: 'The place as it is now.', body: placeViewSchema, headers: [] };

/** OpenAPI has no words for what goes over a WebSocket. */
const following = `
A WebSocket (RFC 6455), opened as \`followCart\` is. Each message is the place, as \`getPlace\` would answer it, as JSON: at
once, and again when its position has changed, at most about once a second. The last one has the ticket.

Codes with which the shop closes it: 1000, the ticket was sent, or there is no place any more, since the room was closed; 1008,
something else than \`ping\` was sent; 4000, it was open for ${maxSocketAgeMs / 60_000} minutes: open another, with a token that is valid then.
`.trim();

/** Where buyers wait for a product. */
export const waitingRooms = [
  route({
    method: 'PUT',
    path: '/v1/products/:id/waiting-room',
    access: 'admin',
    scope: 'catalog',
    handling: write,
    service: 'product',
    id: 'openWaitingRoom',
    summary: 'Sell a product to those alone who have waited for it; or change how fast they are let in',
    params: { id: productIdSchema },
    query: null,
    body: waitingRoomBodySchema,
    headers: [],
    answers: { 200: { description: 'It is open.', body: waitingRoomViewSchema, headers: [] } },
    problems: ['product-not-found'],
  }),
  route({
    method: 'DELETE',
    path: '/v1/products/:id/waiting-room',
    access: 'admin',
    scope: 'catalog',
    handling: write,
    service: 'product',
    id: 'closeWaitingRoom',
    summary:
      'Sell a product to everybody again. Those who wait are sent away, and their tickets are good for nothing',
    params: { id: productIdSchema },
    query: null,
    body: null,
    headers: [],
    answers: { 204: { description: 'It is closed.', body: null, headers: [] } },
    problems: ['product-not-found'],
  }),
  route({
    method: 'POST',
    path: '/v1/products/:id/waiting-room/places',
    access: 'owner',
    scope: null,
    handling: write,
    service: 'product',
    id: 'takePlace',
    summary: 'Take a place for a cart, which has one only, however often it is asked for',
    params: { id: productIdSchema },
    query: null,
    body: placeBodySchema,
    // It needs no Idempotency-Key: the cart is one.
    headers: [],
    answers: { 200: place },
    problems: ['product-not-found', 'waiting-room-not-found', 'cart-not-found'],
  }),
  route({
    method: 'GET',
    path: '/v1/products/:id/waiting-room/places/:cartId',
    access: 'owner',
    scope: null,
    handling: read,
    service: 'product',
    id: 'getPlace',
    summary: "A cart's place, how long it will take, and the ticket once it is let in",
    params: { id: productIdSchema, cartId: cartIdSchema },
    query: null,
    body: null,
    headers: [],
    answers: { 200: place },
    problems: ['product-not-found', 'place-not-found', 'cart-not-found'],
  }),
  route({
    method: 'GET',
    path: '/v1/products/:id/waiting-room/places/:cartId/live',
    access: 'owner',
    scope: null,
    handling: read,
    service: 'product',
    id: 'followPlace',
    summary: "A cart's place, now and whenever it has changed, over a WebSocket",
    params: { id: productIdSchema, cartId: cartIdSchema },
    query: null,
    body: null,
    headers: [],
    answers: { 101: { description: following, body: null, headers: [] } },
    problems: [
      'product-not-found',
      'place-not-found',
      'cart-not-found',
      'upgrade-required',
      'too-many-sockets',
    ],
  }),
];
