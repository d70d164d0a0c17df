import * as z from 'zod';
import type { Cause } from '../../../shared/actor/event-log.ts';
import type { OrderUpdated } from '../../../shared/contracts/events.ts';
import type { ForgottenCustomer } from '../../../shared/contracts/forget.ts';
import { withDeadline } from '../../../shared/deadline.ts';
import type { RequestTable } from '../../../shared/request-table.ts';
import type { DeadLetters } from '../dead-letters/dead-letters.ts';
import type { MailBook } from '../notifications/mail-book.ts';
import type { OrderList } from '../order-list.ts';
import type { Forgotten, ForgottenOrder } from './forgotten.ts';

/*
 *   a customer asks ──▶ written down ──▶ their orders, a slice at a time ─┐
 *                            │                                            ├─▶ the order forgets ──▶ so do the
 *   an order says how it stands ──▶ did its customer ask before? ─────────┘    books that name it   ◀── and tells
 */

/** Bounds the calls that one request, or one message, makes. */
export const ordersAtOnce = 50;

/** An order decides by itself, and talks to nobody. */
const orderDeadlineMs = 10_000;

/** Where to go on with the orders of a customer. */
export const forgetSliceSchema = z.object({
  customerId: z.string(),
  /** Orders that were placed before this time (ms since 1970). */
  before: z.int(),
  /** Where the slice before ended; null on the first. */
  after: z.object({ created: z.int(), id: z.string() }).nullable(),
  cause: z.object({ caller: z.string(), request: z.string(), trace: z.string() }),
});
export type ForgetSlice = z.infer<typeof forgetSliceSchema>;

interface Parts {
  forgotten: Forgotten;
  list: OrderList;
  mails: MailBook;
  letters: DeadLetters;
  requests: RequestTable;
  /** Returns whether the order has forgotten its buyer. */
  forgetOrder(orderId: string, cause: Cause): Promise<boolean>;
  /** Goes on behind the answer, as long as it takes. */
  goOn(slice: ForgetSlice): Promise<unknown>;
}

/** Forgets customers: in their orders, and wherever else the order service has written down who they are. */
export class Forgetting {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Forgets what the customer has placed until now. Written down first: orders that are not listed yet, and
   * those that cannot forget yet, are forgotten when they say how they stand.
   */
  async forget(customerId: string, now: number, cause: Cause): Promise<ForgottenCustomer> {
    await this.#parts.forgotten.ask(customerId, now);
    const slice = { customerId, before: now, after: null, cause };
    const next = await this.#take(slice).catch((error) => {
      console.warn('forgetting, the queue tries again:', error);
      return slice;
    });
    if (next) await this.#parts.goOn(next);
    return this.#report(customerId, now);
  }

  /** One more slice of a customer's orders. */
  async goOn(slice: ForgetSlice): Promise<void> {
    const next = await this.#take(slice);
    if (next) await this.#parts.goOn(next);
  }

  /**
   * Takes in what orders say of themselves, any number of times.
   *
   * @param list takes them in, between the two halves: an order that is listed as forgotten is forgotten
   *   everywhere, and one that is placed while its customer asks is seen by one of the two
   */
  async take(events: OrderUpdated[], list: (events: OrderUpdated[]) => Promise<void>): Promise<void> {
    await this.#redact(events.filter(({ data }) => data.forgotten).map(({ data }) => data));
    await list(events);
    await this.#forgetAsAsked(events.filter(({ data }) => !data.forgotten));
  }

  /**
   * Makes up for news that was lost: an order that came into the list by a rebuild was listed, and told nobody
   * whether it was to forget, or had.
   */
  async makeUpFor(orders: OrderUpdated['data'][]): Promise<void> {
    const noted = await this.#parts.forgotten.noted(orders.map(({ orderId }) => orderId));
    const open = orders.filter(({ orderId }) => !noted.has(orderId));
    await this.#redact(open.filter(({ forgotten }) => forgotten));
    await this.#forgetAsAsked(
      open.filter(({ forgotten }) => !forgotten).map((data) => ({ data, trace: '' })),
    );
  }

  /** Returns where to go on, or null at the end. */
  async #take(slice: ForgetSlice): Promise<ForgetSlice | null> {
    const { customerId, before: to, after, cause } = slice;
    const filter = { status: null, customer: customerId, from: 0, to };
    const { items, last } = await this.#parts.list.list({ ...filter, after, limit: ordersAtOnce });
    const orderIds = items.filter(({ email }) => email !== null).map(({ id }) => id);
    await this.#forgetOrders(orderIds.map((orderId) => ({ orderId, customerId, cause })));
    return last && { ...slice, after: last };
  }

  async #forgetAsAsked(events: Pick<OrderUpdated, 'data' | 'trace'>[]): Promise<void> {
    const customerIds = events.flatMap(({ data }) => data.customerId ?? []);
    if (customerIds.length === 0) return;
    const asked = await this.#parts.forgotten.askedBy(customerIds);
    const due = events.filter(({ data }) => data.createdAt < (asked.get(data.customerId ?? '') ?? 0));
    await this.#forgetOrders(
      due.map(({ data: { orderId, customerId }, trace }) => {
        return { orderId, customerId, cause: { caller: 'forgetting', request: '', trace } };
      }),
    );
  }

  /** Those that can. The others say so when they can. */
  async #forgetOrders(orders: (ForgottenOrder & { cause: Cause })[]): Promise<void> {
    const done = await Promise.all(
      orders.map(({ orderId, cause }) =>
        withDeadline(this.#parts.forgetOrder(orderId, cause), orderDeadlineMs, 'order'),
      ),
    );
    await this.#redact(orders.filter((_, index) => done[index]));
  }

  /** Noted first: whoever writes about the order from now on finds it forgotten. */
  async #redact(orders: ForgottenOrder[]): Promise<void> {
    if (orders.length === 0) return;
    const { forgotten, mails, letters, requests } = this.#parts;
    const orderIds = orders.map(({ orderId }) => orderId);
    await forgotten.note(orders);
    await mails.forget(orderIds);
    await letters.forget(orderIds);
    await requests.forgetAnswersAbout(orderIds);
  }

  async #report(customerId: string, before: number): Promise<ForgottenCustomer> {
    const [orders, forgotten] = await Promise.all([
      this.#parts.list.count(customerId, before),
      this.#parts.forgotten.count(customerId),
    ]);
    return { customerId, orders, forgotten, pending: Math.max(0, orders - forgotten) };
  }
}
