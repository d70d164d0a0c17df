import type { OrderUpdated } from '../../shared/contracts/events.ts';
import type { OrderStatus } from '../../shared/contracts/order.ts';
import { simulatedD1 } from '../../test/simulation/d1.ts';
import { OrderList, type OrderQuery } from '../../workers/order/order-list.ts';
import { orderIdOf } from '../actors/ids.ts';
import type { Growth, Measured } from './subject.ts';
import { middleAsync, timedAsync } from './time.ts';

const goes = 5;
const limit = 20;
const firstAt = Date.UTC(2026, 0, 1);
const secondMs = 1_000;
const ordersPerCustomer = 50;
/** One in so many was canceled, enough for a page of the smallest list; all others are confirmed. */
const canceledEvery = 40;

const all: OrderQuery = {
  status: null,
  customer: null,
  from: 0,
  to: Number.MAX_SAFE_INTEGER,
  after: null,
  limit,
};

export const listedOrders: Growth = {
  name: 'listed-orders',
  unit: 'orders in the list',
  sizes: [1_000, 10_000, 100_000, 1_000_000],
  operations: [
    { name: 'first page', nature: 'logarithmic', why: 'read from the index by time' },
    { name: 'page from the middle', nature: 'logarithmic', why: 'the cursor is a place in that index' },
    { name: 'page of a customer', nature: 'logarithmic', why: 'an index by customer and time' },
    { name: 'page of a day', nature: 'logarithmic', why: 'a range of the index by time' },
    { name: 'page of a rare status', nature: 'logarithmic', why: 'an index by status and time' },
    { name: 'new order', nature: 'logarithmic', why: 'a row in the table and one in each index' },
    { name: 'change of an order', nature: 'logarithmic', why: 'found by its id' },
  ],
  rounds: 30,
  of: async (orders, tell) => {
    const shelf = new ListedOrders(orders);
    await shelf.fill(tell);
    return () => shelf.measure();
  },
};

/** A customer has fifty orders, a day has 86,400. */
class ListedOrders {
  readonly #db = simulatedD1();
  readonly #list = new OrderList(this.#db);
  readonly #size: number;
  #added = 0;
  #seq = 1;

  constructor(size: number) {
    this.#size = size;
  }

  async fill(tell: (progress: string) => void): Promise<void> {
    const atOnce = 500;
    for (let from = 0; from < this.#size; from += atOnce) {
      await this.#list.take(Array.from({ length: atOnce }, (_, index) => newsOf(from + index, 1)));
      tell(`${from + atOnce} of ${this.#size} orders`);
    }
  }

  async measure(): Promise<Measured> {
    const middle = Math.floor(this.#size / 2);
    const after = { created: createdAt(middle), id: orderIdOf(middle) };
    const day = { from: createdAt(middle), to: createdAt(middle + 500) };
    return {
      'first page': await this.#page(all),
      'page from the middle': await this.#page({ ...all, after }),
      'page of a customer': await this.#page({ ...all, customer: customerOf(middle) }),
      'page of a day': await this.#page({ ...all, ...day }),
      'page of a rare status': await this.#page({ ...all, status: 'canceled' }),
      'new order': await middleAsync(goes, () => this.#take(newsOf(this.#size + ++this.#added, 1))),
      'change of an order': await middleAsync(goes, (go) => this.#take(newsOf(middle + go, ++this.#seq))),
    };
  }

  #page(query: OrderQuery): Promise<number> {
    return middleAsync(goes, () => timedAsync(() => this.#list.list(query)));
  }

  #take(news: OrderUpdated): Promise<number> {
    return timedAsync(() => this.#list.take([news]));
  }
}

function createdAt(order: number): number {
  return firstAt + order * secondMs;
}

function customerOf(order: number): string {
  return `customer-${Math.floor(order / ordersPerCustomer)}`;
}

function newsOf(order: number, seq: number): OrderUpdated {
  const [id, at] = [orderIdOf(order), createdAt(order)];
  const status: OrderStatus = order % canceledEvery === 0 ? 'canceled' : 'confirmed';
  const total = { amount: 500 + (order % 100), currency: 'EUR' };
  const none = { amount: 0, currency: 'EUR' };
  const view = JSON.stringify({
    id,
    status,
    totals: { total },
    payment: { captured: total, refunded: none },
  });
  const customerId = customerOf(order);
  const data = { orderId: id, status, customerId, createdAt: at, forgotten: false, view };
  const envelope = {
    id: `${id}-${seq}`,
    source: `order/${id}`,
    seq,
    version: 1,
    time: at,
    trace: '',
  } as const;
  return { ...envelope, type: 'OrderUpdated', data };
}
