/*
 * What is agreed on a cart's WebSocket beside the carts that go over it: GET /v1/carts/{id}/live.
 */

/** The subprotocol (RFC 6455, 1.9) under which carts are sent. */
export const subprotocol = 'konbini';

/** Of one cart at a time: a buyer has some windows open, on some devices. */
export const maxSocketsPerCart = 32;

/** A token may expire, or be withdrawn. Later than this nothing is sent to whoever has not shown theirs again. */
export const maxSocketAgeMs = 15 * 60_000;

/** Answered by the platform, without waking the cart. */
export const ping = 'ping';
export const pong = 'pong';

/** Why the shop closes a socket (RFC 6455, 7.4). */
export const closeCodes = {
  /** The cart changes no more. */
  isFinal: 1000,
  /** Something else than a ping was sent. */
  notUnderstood: 1008,
  /** Come again, and show a token that is valid then. */
  comeAgain: 4000,
  /** The token opens this cart no more. */
  tokenIsOver: 4401,
} as const;
