import {
  integrationEvent,
  type OrderEvent,
  type OrderFacts,
  type OrderRefunded,
} from '../../../../../shared/contracts/events.ts';

export const orderId = 'ord_0123456789abcdefghjkmnpqrs';
export const at = Date.UTC(2026, 10, 22, 10, 5);

type AddressedFacts = OrderFacts & { email: string };

/** Two bottles of tea and a torch, to Vienna. */
export function facts(more: Partial<AddressedFacts> = {}, currency = 'EUR'): AddressedFacts {
  const items = [
    { productId: 'tea', name: 'Green Tea, 500 ml', quantity: 2, unitPrice: { amount: 189, currency } },
    { productId: 'torch', name: 'Pocket Torch', quantity: 1, unitPrice: { amount: 123456, currency } },
  ];
  const shippingAddress = {
    name: 'Mio Sato',
    line1: 'Praterstraße 1',
    city: 'Wien',
    postalCode: '1020',
    country: 'AT',
  };
  const total = { amount: 123834, currency };
  const cartId = 'crt_0123456789abcdefghjkmnpqrs';
  return { orderId, cartId, email: 'mio@example.com', locale: 'en', items, shippingAddress, total, ...more };
}

/** The event as it comes out of a queue. */
export function event<Type extends Exclude<OrderEvent['type'], 'OrderRefunded'>>(
  type: Type,
  data: AddressedFacts = facts(),
) {
  return integrationEvent(type, `order/${orderId}`, 7, at, '', data);
}

export function refunded(more: Partial<AddressedFacts & OrderRefunded['data']> = {}) {
  const data = { ...facts(), refundId: `${orderId}-refund-1`, refundedItems: [], ...more };
  const refund = { amount: { amount: 189, currency: 'EUR' }, ...data };
  return integrationEvent('OrderRefunded', `order/${orderId}`, 9, at, '', refund);
}
