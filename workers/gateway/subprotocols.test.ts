import { expect, test } from 'vitest';
import { withoutTokensInSubprotocols } from './subprotocols.ts';

function headersOf(headers: Record<string, string>): Record<string, string> {
  const request = new Request('https://shop.example/v1/carts/x/live', { headers });
  return Object.fromEntries(withoutTokensInSubprotocols(request).headers);
}

const protocol = 'sec-websocket-protocol';

test.each([
  ['konbini, cart-token.ctk_1', { [protocol]: 'konbini', 'cart-token': 'ctk_1' }],
  ['bearer.a.b.c,konbini', { [protocol]: 'konbini', authorization: 'Bearer a.b.c' }],
  ['cart-token.ctk_1', { 'cart-token': 'ctk_1' }],
  ['konbini', { [protocol]: 'konbini' }],
  ['chat, konbini-2, toString.x, cart-token., .x', {}],
  ['', {}],
])('%j', (offered, expected) => {
  expect(headersOf({ [protocol]: offered })).toEqual(expected);
});

test('a header that is there counts more', () => {
  const said = { authorization: 'Bearer own', 'cart-token': 'ctk_own' };
  expect(headersOf({ ...said, [protocol]: 'konbini, bearer.x, cart-token.y' })).toEqual({
    ...said,
    [protocol]: 'konbini',
  });
});

test('a request without is left as it is', () => {
  const request = new Request('https://shop.example/');
  expect(withoutTokensInSubprotocols(request)).toBe(request);
});
