import { beforeEach, describe, expect, it, vi } from 'vitest';
import { integrationEvent, type OrderUpdated } from '../../../shared/contracts/events.ts';
import { RequestTable } from '../../../shared/request-table.ts';
import { accept } from '../../../shared/result.ts';
import { simulatedD1 } from '../../../test/simulation/d1.ts';
import { DeadLetters } from '../dead-letters/dead-letters.ts';
import { event, facts } from '../notifications/mail/test-support/events.ts';
import { writeMail } from '../notifications/mail/write-mail.ts';
import { MailBook } from '../notifications/mail-book.ts';
import { OrderList } from '../order-list.ts';
import { type ForgetSlice, type Forgetting, ordersAtOnce } from './forgetting.ts';
import { forgettingOf } from './office.ts';

const cause = { caller: 'admin', request: 'r1', trace: '' };
const [placedAt, now] = [1_000, 2_000];
const { orderId, email } = facts();

let db: D1Database;
let list: OrderList;
let mails: MailBook;
let letters: DeadLetters;
/** Orders that still need to know their buyer. */
let busy: Set<string>;
let asked: string[];
let queue: ForgetSlice[];
let forgetting: Forgetting;

beforeEach(() => {
  db = simulatedD1();
  [list, mails, letters] = [new OrderList(db), new MailBook(db), new DeadLetters(db)];
  [busy, asked, queue] = [new Set(), [], []];
  forgetting = forgettingOf({
    ORDERS_DB: db,
    ORDERS: {
      getByName: (id) => ({
        forget: async () => {
          asked.push(id);
          return !busy.has(id);
        },
      }),
    },
    TO_FORGETTING: { send: async (slice) => void queue.push(slice) },
  });
});

/** What an order says of itself. Its view knows the buyer as long as the order does. */
function updated(id: string, { seq = 1, forgotten = false, at = placedAt } = {}): OrderUpdated {
  const amount = { amount: 100, currency: 'EUR' };
  const money = { totals: { total: amount }, payment: { captured: amount, refunded: amount } };
  const view = JSON.stringify({ id, email: forgotten ? null : email, ...money });
  const data = { orderId: id, status: 'fulfilled', customerId: 'mio', createdAt: at, forgotten, view };
  return integrationEvent('OrderUpdated', `order/${id}`, seq, at, '', data);
}

function take(...events: OrderUpdated[]): Promise<void> {
  return forgetting.take(events, (those) => list.take(those));
}

function forget() {
  return forgetting.forget('mio', now, cause);
}

function claim() {
  const told = event('OrderCreated');
  const mail = writeMail(told, { shop: 'Konbini' });
  return mails.claim({ mail, orderId, due: { type: 'order.confirmed', ref: '' }, at: 1 }, now, 60_000);
}

function letter(body: unknown = event('OrderCreated')) {
  return { queue: 'konbini-order-notifications', body, reason: 'down', attempts: 6, at: now };
}

async function remembers(text: string): Promise<boolean> {
  const tables = await db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all<{ name: string }>();
  const rows = tables.results.map(({ name }) => db.prepare(`SELECT * FROM ${name}`).all());
  return JSON.stringify(await Promise.all(rows)).includes(text);
}

describe('a customer who asks to be forgotten', () => {
  it('is forgotten by every order that can', async () => {
    busy.add('ord_b');
    await take(updated('ord_a'), updated('ord_b'), updated('ord_c'));
    expect(await forget()).toEqual({ customerId: 'mio', orders: 3, forgotten: 2, pending: 1 });
    expect(asked).toEqual(['ord_a', 'ord_b', 'ord_c']);
  });

  it('is forgotten by one that could not, when it says how it stands', async () => {
    busy.add('ord_a');
    await take(updated('ord_a'));
    await forget();
    busy.clear();
    await take(updated('ord_a', { seq: 2 }));
    expect(await forget()).toMatchObject({ forgotten: 1, pending: 0 });
  });

  it('is forgotten by one that the list hears of later, and not by one that was placed later', async () => {
    await forget();
    await take(updated('ord_a'), updated('ord_b', { at: now }));
    expect(asked).toEqual(['ord_a']);
    expect(await forget()).toMatchObject({ orders: 1, forgotten: 1 });
  });

  it('is seen by an order that is being listed in that moment', async () => {
    await forgetting.take([updated('ord_a')], async (events) => {
      expect((await forget()).orders).toBe(0);
      await list.take(events);
    });
    expect(asked).toEqual(['ord_a']);
  });

  it('is forgotten by one whose news was lost, when it is swept', async () => {
    await forget();
    const [{ data }, placedLater] = [updated('ord_a'), updated('ord_b', { at: now })];
    await forgetting.makeUpFor([data, placedLater.data]);
    await forgetting.makeUpFor([data, placedLater.data]);
    expect(asked).toEqual(['ord_a']);
  });

  it('with very many orders is forgotten by a slice of them at a time', async () => {
    const ids = Array.from({ length: 2 * ordersAtOnce + 1 }, (_, n) => `ord_${String(n).padStart(3, '0')}`);
    await take(...ids.map((id) => updated(id)));
    expect(await forget()).toMatchObject({ orders: ids.length, forgotten: ordersAtOnce });
    const slices = [];
    for (let slice = queue.shift(); slice; slice = queue.shift()) {
      slices.push(slice);
      await forgetting.goOn(slice);
    }
    expect(slices).toHaveLength(2);
    expect(asked).toEqual(ids);
    expect(await forget()).toMatchObject({ forgotten: ids.length, pending: 0 });
  });

  it('is not let down by an order that does not answer: the queue goes on', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    await take(updated('ord_a'));
    const down = vi.spyOn(asked, 'push').mockImplementationOnce(() => {
      throw new Error('down');
    });
    expect(await forget()).toMatchObject({ forgotten: 0, pending: 1 });
    down.mockRestore();
    const [slice] = queue.splice(0);
    await forgetting.goOn(slice as ForgetSlice);
    expect(await forget()).toMatchObject({ forgotten: 1, pending: 0 });
  });
});

describe('an order that has forgotten its buyer', () => {
  const forgotten = () => take(updated(orderId, { seq: 5, forgotten: true }));

  it('is forgotten by the mails: what was sent stays known, what was not is not', async () => {
    await claim();
    await mails.settle(`${orderId}-confirmed`, { status: 'sent' });
    await forgotten();
    const [mail] = (await mails.list({ orderId, after: '', limit: 9 })).items;
    expect(mail).toMatchObject({ status: 'sent', to: null, subject: null });
    expect(await remembers(email)).toBe(false);
  });

  it('ends the tries of a mail, whatever its last one says', async () => {
    await claim();
    await forgotten();
    await mails.settle(`${orderId}-confirmed`, { status: 'failed', reason: `${email} is not a mailbox` });
    const [mail] = (await mails.list({ orderId, after: '', limit: 9 })).items;
    expect(mail).toMatchObject({ status: 'refused', reason: 'the buyer was forgotten' });
    expect(await claim()).toBe('settled');
  });

  it('is written to no more, and owes no mail, whatever was said of it before', async () => {
    await forgotten();
    expect(await claim()).toBe('settled');
    expect(await mails.hasAll(orderId, [{ type: 'order.confirmed', ref: '' }])).toBe(true);
    expect(await remembers(email)).toBe(false);
  });

  it('is forgotten by the mails when it is swept, if its news was lost; once', async () => {
    await claim();
    const { data } = updated(orderId, { forgotten: true });
    const redact = vi.spyOn(MailBook.prototype, 'forget');
    await forgetting.makeUpFor([data]);
    await forgetting.makeUpFor([data]);
    expect(await remembers(email as string)).toBe(false);
    expect(redact).toHaveBeenCalledOnce();
    redact.mockRestore();
  });

  it('is forgotten by the dead letters, those that come later too, and no other is', async () => {
    const other = { nonsense: 'of somebody else' };
    await letters.keep([letter(), letter(updated(orderId)), letter(other)]);
    await forgotten();
    await letters.keep([letter()]);
    const { items } = await letters.list({ queue: null, status: null, after: null, limit: 9 });
    expect(items.map(({ body }) => body)).toEqual([other]);
  });

  it('is forgotten by the answers to administrators', async () => {
    const requests = new RequestTable(db);
    const repeat = { key: 'k', fingerprint: 'f' };
    await requests.once('dead-letter', repeat, now, async () => accept({ body: facts() }));
    await forgotten();
    expect(await remembers(email)).toBe(false);
  });

  it('is forgotten everywhere before the list says so', async () => {
    await claim();
    await forgetting.take([updated(orderId, { seq: 5, forgotten: true })], async () => {
      expect(await remembers(email)).toBe(false);
    });
  });
});
