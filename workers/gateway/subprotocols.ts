import { subprotocol } from '../../shared/contracts/cart-socket.ts';

/** By what stands before the dot: the header in which others say the same. */
const credentials: Record<string, (token: string) => [name: string, value: string]> = {
  'cart-token': (token) => ['cart-token', token],
  bearer: (token) => ['authorization', `Bearer ${token}`],
};

/**
 * The request as others than browsers would make it. A page cannot give a WebSocket headers, and a token has no place
 * in a URL, which ends up in logs; so it comes among the subprotocols (RFC 6455, 11.3.4). Here it moves to its own
 * header, and goes no further than that: of the subprotocols our own alone is left. A header that is there counts more.
 */
export function withoutTokensInSubprotocols(request: Request): Request {
  const offered = request.headers.get('sec-websocket-protocol');
  if (offered === null) return request;
  const names = offered.split(',').map((name) => name.trim());
  const headers = new Headers(request.headers);
  headers.delete('sec-websocket-protocol');
  if (names.includes(subprotocol)) headers.set('sec-websocket-protocol', subprotocol);
  for (const name of names) {
    const [, kind = '', token = ''] = /^([^.]+)\.(.+)$/.exec(name) ?? [];
    const header = Object.hasOwn(credentials, kind) ? credentials[kind]?.(token) : undefined;
    if (header && !headers.has(header[0])) headers.set(...header);
  }
  return new Request(request, { headers });
}
