import { expect, it } from 'vitest';
import type { OrderUpdated } from '../../shared/contracts/events.ts';
import type { OrderView } from '../../shared/contracts/order.ts';
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

async function listed(lines: OrderLine[]): Promise<OrderUpdated> {
  const told: OrderUpdated[] = [];
  const subscribers = {
    tellCart: async () => {},
    tellNotifications: async () => {},
    tellList: async (message: OrderUpdated) => void told.push(message),
    haveHeard: async () => true,
  };
  const failed = {
    seq: 9,
    event: { type: 'OrderFailed', at: 0 },
    caller: '',
    request: '',
    trace: '',
  } as const;
  await orderOutlet(subscribers, 'ord_1').publish([failed], { ...order, lines }, 9);
  return told[0] as OrderUpdated;
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
