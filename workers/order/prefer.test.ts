import { expect, test } from 'vitest';
import { wirings } from '../../shared/wiring.ts';
import { howToRespond } from './prefer.ts';

function asked(prefer: string): Request {
  return new Request('https://shop.example/v1/orders', { method: 'POST', headers: { prefer } });
}

test.each([
  ['respond-async', true],
  ['Respond-Async', true],
  ['wait=10, respond-async', true],
  ['respond-async;x=1, wait=10', true],
  ['return=minimal,respond-async', true],
  ['', false],
  ['wait=10', false],
  ['respond-asynchronously', false],
  ['no-respond-async', false],
  ['return="respond-async"', false],
])('the preference %j is to be answered before it is decided: %s', (prefer, byMessage) => {
  const applied = byMessage ? { 'preference-applied': 'respond-async' } : {};
  expect(howToRespond(asked(prefer), 'hybrid')).toEqual({ byMessage, applied });
});

test('steps go by messages where the shop is wired so, or where that is preferred and there are queues', () => {
  const ways = wirings.map((wiring) =>
    ['', 'respond-async'].map((prefer) => howToRespond(asked(prefer), wiring).byMessage),
  );
  expect(Object.fromEntries(wirings.map((wiring, index) => [wiring, ways[index]]))).toEqual({
    hybrid: [false, true],
    events: [true, true],
    direct: [false, false],
  });
});
