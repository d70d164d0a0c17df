import { expect, test } from 'vitest';
import { boxes, endsOf, lineBetween, wayBetween, ways } from './geometry.ts';

test('each way is found from both of its ends', () => {
  for (const way of ways) {
    const [one, other] = endsOf(way);
    expect([wayBetween(one, other), wayBetween(other, one)]).toEqual([way, way]);
  }
});

test('a line goes from rim to rim', () => {
  const { gateway, order } = boxes;
  expect(lineBetween('gateway', 'order')).toEqual([
    { x: gateway.x, y: gateway.y + gateway.halfHeight },
    { x: order.x, y: order.y - order.halfHeight },
  ]);
});

test('everybody goes straight down to the queues', () => {
  const [start, end] = lineBetween('cart', 'queues');
  expect([start.x, end.x]).toEqual([boxes.cart.x, boxes.cart.x]);
});
