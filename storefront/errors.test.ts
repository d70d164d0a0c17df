import { expect, test } from 'vitest';
import { KonbiniProblem, NoAnswer } from '../client/src/index.ts';
import { hasCode, orderIn, sentenceOf } from './errors.ts';

const problem = (status: number, code: string, facts: object = {}, headers = {}) =>
  new KonbiniProblem(status, { code, detail: 'for developers', ...facts }, new Headers(headers));

test('a refusal says what to do, and calls things by their names', () => {
  const short = problem(409, 'insufficient-stock', {
    items: [
      { productId: 'tea', requested: 3, available: 1 },
      { productId: 'bun', requested: 1, available: 0 },
    ],
  });
  expect(sentenceOf(short, (id) => ({ tea: 'Tea', bun: 'Bun' })[id] ?? id)).toBe(
    'Of Tea only 1 is left. Take fewer. Bun is sold out.',
  );
  expect(sentenceOf(problem(402, 'payment-declined', { reason: 'card declined' }))).toContain(
    'The bank declined (card declined).',
  );
});

test('a refusal for now says when to come again', () => {
  const busy = problem(429, 'rate-limited', {}, { 'retry-after': '12' });
  expect(sentenceOf(busy)).toBe('That was very quick. Come again in 12 seconds.');
  expect(sentenceOf(problem(503, 'service-unavailable'))).toContain('Try again in a moment.');
});

test('no answer, a code of a newer shop and a mistake of the page have sentences, too', () => {
  const request = new Request('http://shop.example/');
  expect(sentenceOf(new NoAnswer(request, new Error('offline')))).toContain('online');
  expect(sentenceOf(problem(409, 'sold-elsewhere'))).toContain('Something went wrong');
  expect(sentenceOf(new Error('a mistake'))).toContain('Something went wrong');
});

test('a refusal may name an order to look at', () => {
  const converted = problem(409, 'cart-converted', { orderId: 'ord_1' });
  expect(orderIn(converted)).toBe('ord_1');
  expect(hasCode(converted, 'cart-converted')).toBe(true);
  expect(orderIn(new Error('another'))).toBeUndefined();
});
