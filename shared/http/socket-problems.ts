import { maxSocketsPerCart } from '../contracts/cart-socket.ts';
import { type Problem, problem } from './problem-document.ts';

/** RFC 9110, 15.5.22, asks for an Upgrade header too, which workerd takes out of every answer. */
export const upgradeRequired = problem(
  426,
  'upgrade-required',
  'Upgrade required',
  'This is a WebSocket: connect to it with wss: or ws:.',
);

export const tooManySockets = tooManySocketsOn('cart', maxSocketsPerCart);

/** @param what they are open on */
export function tooManySocketsOn(what: 'cart' | 'place' | 'waiting room', limit: number): Problem {
  return problem(
    409,
    'too-many-sockets',
    'Too many sockets',
    `At most ${limit} WebSockets may be open on a ${what}. Close one, or ask from time to time.`,
    { limit },
  );
}

/** RFC 6455, 4.2.1: a GET that asks for it. */
export function isWebSocketUpgrade({ method, headers }: Request): boolean {
  return method === 'GET' && headers.get('upgrade')?.toLowerCase() === 'websocket';
}
