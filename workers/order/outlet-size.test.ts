import { expect, it } from 'vitest';
import type { OrderEvent as OrderMessage, OrderUpdated } from '../../shared/contracts/events.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
import type { OrderEvent } from './domain/events.ts';
import type { OrderLine } from './domain/line.ts';
import type { PlacedOrder } from './domain/order.ts';
import { orderOutlet } from './outlet.ts';

/** What a queue takes in one message. */
const maxMessageBytes = 128_000;

const order: PlacedOrder = {
  status: 'failed',
  orderId: 'ord_1',
  cartId: 'crt_1',
  owner: { kind: 'customer', customerId: 'hana' },
  email: 'hana@example.com',
  shippingAddress: null,
  provider: 'sandbox',
  currency: 'JPY',
  acceptPriceChanges: false,
  createdAt: 0,
  updatedAt: 0,
  lines: [],
  cart: 'reopened',
  stock: { status: 'back', productIds: [] },
  payment: {
    status: 'none',
    authorizedMinor: 0,
    authorizedAt: null,
    capturedMinor: 0,
    refundedMinor: 0,
    reference: null,
  },
  failure: null,
  refunds: [],
  fulfilledAt: null,
  attempt: 1,
  interrupted: false,
  retryAt: 0,
};

const line = (index: number): OrderLine => ({
  productId: `p${index}`.padEnd(64, 'x'),
  name: '茶'.repeat(200),
  image: `https://example.com/${'x'.repeat(1_980)}`,
  quantity: 9_999,
  unitPriceMinor: 1_000_000_000,
});

async function told(event: OrderEvent, state: PlacedOrder) {
  const list: OrderUpdated[] = [];
  const notifications: OrderMessage[] = [];
  const subscribers = {
    tellCart: async () => {},
    tellNotifications: async (message: OrderMessage) => void notifications.push(message),
    tellWebhooks: async () => {},
    tellList: async (message: OrderUpdated) => void list.push(message),
    haveHeard: async () => true,
  };
  const recorded = { seq: 9, event, caller: '', request: '', trace: '' };
  await orderOutlet(subscribers, 'ord_1').publish([recorded], state, 9);
  return { list, notifications };
}

async function listed(lines: OrderLine[]): Promise<OrderUpdated> {
  const { list } = await told({ type: 'OrderFailed', at: 0 }, { ...order, lines });
  return list[0] as OrderUpdated;
}

it('tells of the largest order in a message that a queue takes', async () => {
  const message = await listed(Array.from({ length: 100 }, (_, index) => line(index)));
  expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(maxMessageBytes);
  expect((JSON.parse(message.data.view) as OrderView).items).toHaveLength(100);
});

it('tells of a usual order with its pictures', async () => {
  const view = JSON.parse((await listed([line(1)])).data.view) as OrderView;
  expect(view.items[0]?.image).toBe(line(1).image);
});

it('tells of a refund of all of the largest order in a message that a queue takes', async () => {
  const lines = Array.from({ length: 100 }, (_, index) => line(index));
  const text = '茶'.repeat(200);
  const address = { name: text, line1: text, line2: text, city: text, region: text, country: 'JP' };
  const items = lines.map(({ productId, quantity }) => ({ productId, quantity }));
  const refund = { refundId: 'r', amountMinor: 1, items, restock: false, reason: text, at: 0 };
  const refunds = [{ ...refund, status: 'done' as const }];
  const state: PlacedOrder = { ...order, status: 'confirmed', lines, shippingAddress: address, refunds };
  const { notifications } = await told({ type: 'RefundPaid', at: 0, refundId: 'r', amountMinor: 1 }, state);
  expect(Buffer.byteLength(JSON.stringify(notifications[0]))).toBeLessThan(maxMessageBytes);
  expect(notifications[0]?.data.items).toHaveLength(100);
});
