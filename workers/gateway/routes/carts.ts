import {
  addItemBodySchema,
  cartBodySchema,
  cartViewSchema,
  changeItemBodySchema,
  createdCartSchema,
  mergeBodySchema,
} from '../../../shared/contracts/cart.ts';
import { maxSocketAgeMs } from '../../../shared/contracts/cart-socket.ts';
import { expandCartQuerySchema, expandedCartSchema } from '../../../shared/contracts/expanded.ts';
import type { ProblemCode } from '../../../shared/http/problem-codes.ts';
import { cartIdSchema, productIdSchema } from '../../../shared/ids.ts';
import { newCart, read, write } from '../handling.ts';
import {
  type DeclaredAnswer,
  headersOfPost,
  headersOfVersionedRead,
  headersOfWrite,
  route,
} from '../route.ts';

const cart: DeclaredAnswer = {
  description: 'The cart as it is now.',
  body: cartViewSchema,
  headers: ['ETag'],
};

/** OpenAPI has no words for what goes over a WebSocket. */
const following = `
A WebSocket (RFC 6455). Each message is the cart, as \`getCart\` would answer it to the same caller, as JSON: at once, and
again whenever it has changed. Whoever opens it sends the header that other calls take, or, where only subprotocols can be
said, \`Sec-WebSocket-Protocol: konbini, cart-token.<token>\` or \`konbini, bearer.<token>\`. Sent to the shop, only the text
\`ping\` is understood; it is answered \`pong\`.

Codes with which the shop closes it: 1000, the cart changes no more (it was bought, or has expired); 1008, something else
than \`ping\` was sent; 4000, it was open for ${maxSocketAgeMs / 60_000} minutes: open another, with a token that is valid then; 4401, the
token opens this cart no more, as when another cart has taken it over.
`.trim();

/** Why a cart cannot be changed. */
const closed: ProblemCode[] = ['cart-not-found', 'checkout-in-progress', 'cart-converted', 'cart-expired'];

export const carts = [
  route({
    method: 'POST',
    path: '/v1/carts',
    access: 'anyone',
    scope: null,
    handling: newCart,
    service: 'cart',
    id: 'createCart',
    summary: "Open a cart: the customer's who asks, or else a guest's, who gets its token",
    params: {},
    query: null,
    body: cartBodySchema,
    headers: headersOfPost,
    answers: {
      201: { description: 'An empty cart.', body: createdCartSchema, headers: ['ETag', 'Location'] },
    },
    problems: [],
  }),
  route({
    method: 'GET',
    path: '/v1/carts/:id',
    access: 'owner',
    scope: null,
    handling: read,
    service: 'cart',
    id: 'getCart',
    summary: 'A cart, with prices and availability as they are known now',
    params: { id: cartIdSchema },
    query: expandCartQuerySchema,
    body: null,
    headers: headersOfVersionedRead,
    answers: { 200: { ...cart, body: expandedCartSchema } },
    problems: ['cart-not-found'],
  }),
  route({
    method: 'GET',
    path: '/v1/carts/:id/live',
    access: 'owner',
    scope: null,
    handling: read,
    service: 'cart',
    id: 'followCart',
    summary: 'A cart, now and whenever it has changed, over a WebSocket',
    params: { id: cartIdSchema },
    query: null,
    body: null,
    headers: [],
    answers: { 101: { description: following, body: null, headers: [] } },
    problems: ['cart-not-found', 'upgrade-required', 'too-many-sockets'],
  }),
  route({
    method: 'POST',
    path: '/v1/carts/:id/items',
    access: 'owner',
    scope: null,
    handling: write,
    service: 'cart',
    id: 'addItem',
    summary: 'Put units of a product into a cart',
    params: { id: cartIdSchema },
    query: null,
    body: addItemBodySchema,
    headers: headersOfPost,
    answers: { 200: cart },
    problems: [
      ...closed,
      'product-not-found',
      'insufficient-stock',
      'currency-mismatch',
      'too-many-lines',
      'quantity-limit',
    ],
  }),
  route({
    method: 'PATCH',
    path: '/v1/carts/:id/items/:productId',
    access: 'owner',
    scope: null,
    handling: write,
    service: 'cart',
    id: 'changeItem',
    summary: 'Change how many units of a product are in a cart',
    params: { id: cartIdSchema, productId: productIdSchema },
    query: null,
    body: changeItemBodySchema,
    headers: headersOfWrite,
    answers: { 200: cart },
    problems: [...closed, 'item-not-found', 'insufficient-stock'],
  }),
  route({
    method: 'DELETE',
    path: '/v1/carts/:id/items/:productId',
    access: 'owner',
    scope: null,
    handling: write,
    service: 'cart',
    id: 'removeItem',
    summary: 'Take a product out of a cart',
    params: { id: cartIdSchema, productId: productIdSchema },
    query: null,
    body: null,
    headers: headersOfWrite,
    answers: { 200: cart },
    problems: closed,
  }),
  route({
    method: 'POST',
    path: '/v1/carts/:id/merge',
    access: 'customer',
    scope: null,
    handling: write,
    service: 'cart',
    id: 'mergeCart',
    summary: "Take over a guest's cart, once and without losing a line",
    params: { id: cartIdSchema },
    query: null,
    body: mergeBodySchema,
    headers: headersOfPost,
    answers: { 200: cart },
    problems: [...closed, 'cart-merging', 'currency-mismatch', 'too-many-lines', 'quantity-limit'],
  }),
];
