import { describe, expect, test } from 'vitest';
import { integrationEvent } from '../../../shared/contracts/events.ts';
import { messageOf } from './message.ts';

const orderId = 'ord_0123456789abcdefghjkmnpqrs';
const cartId = 'crt_0123456789abcdefghjkmnpqrs';
const total = { amount: 520, currency: 'EUR' };
const facts = { orderId, cartId, email: 'hana@example.com', locale: 'de', items: [], total };
const at = Date.UTC(2026, 10, 22, 10);
const source = `order/${orderId}`;

function payloadOf(event: Parameters<typeof messageOf>[0]) {
  return JSON.parse(messageOf(event).payload);
}

describe('the message of an order’s turn', () => {
  test.each([
    ['OrderCreated', 'order.confirmed'],
    ['OrderCanceled', 'order.canceled'],
    ['OrderFulfilled', 'order.fulfilled'],
  ] as const)('%s says %s, when, and of which order', (name, type) => {
    const event = integrationEvent(name, source, 7, at, 'trace', facts) as Parameters<typeof messageOf>[0];
    expect(messageOf(event)).toMatchObject({ id: `${source}/7`, type });
    expect(payloadOf(event)).toEqual({
      type,
      timestamp: '2026-11-22T10:00:00.000Z',
      data: { orderId, cartId, total },
    });
  });

  test('says of a refund which one it was, and how much', () => {
    const refund = { refundId: `${orderId}-refund-1`, amount: { amount: 100, currency: 'EUR' } };
    const data = { ...facts, ...refund, refundedItems: [] };
    const event = integrationEvent('OrderRefunded', source, 11, at, '', data);
    expect(payloadOf(event)).toMatchObject({ type: 'order.refunded', data: { orderId, total, ...refund } });
  });

  test('has an id without a full stop, which would part what is signed elsewhere', () => {
    expect(messageOf(integrationEvent('OrderCreated', source, 7, at, '', facts)).id).not.toContain('.');
  });

  test('does not say who the buyer is, nor anything that was added to the event since', () => {
    const event = integrationEvent('OrderCreated', source, 7, at, 'trace-1', { ...facts, name: 'Hana' });
    expect(messageOf(event).payload).not.toMatch(/hana|trace-1/i);
  });
});
