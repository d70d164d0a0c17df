import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { maxTries } from '../../../shared/queue/give-up.ts';
import { event, facts, orderId, refunded } from './mail/test-support/events.ts';
import { MailRefused } from './mailer.ts';
import { leaseMs, secondsToWait } from './notifications.ts';
import { Desk } from './test-support/desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const created = event('OrderCreated');
const confirmed = { type: 'order.confirmed', ref: '' };

/** A mail service that takes the mail and is not heard of again: as if the sender had died over it. */
const nobodyHears = () => new Promise<never>(() => {});

describe('a buyer gets each mail once', () => {
  it('of an order’s whole life, one for each refund', async () => {
    const life = [
      created,
      event('OrderFulfilled'),
      refunded(),
      refunded({ refundId: `${orderId}-refund-2` }),
    ];
    expect(await desk.receive(life)).toEqual(['ack', 'ack', 'ack', 'ack']);
    expect(desk.taken.map(({ id }) => id.slice(orderId.length)).toSorted()).toEqual([
      '-confirmed',
      '-fulfilled',
      '-refund-1',
      '-refund-2',
    ]);
    expect(await desk.statuses()).toEqual([
      ...['confirmed sent', 'fulfilled sent', 'refunded sent', 'refunded sent'],
    ]);
  });

  it('however often its event comes again', async () => {
    for (let i = 0; i < 3; i++) expect(await desk.receive([created])).toEqual(['ack']);
    desk.now += 30 * leaseMs;
    expect(await desk.receive([created])).toEqual(['ack']);
    expect(desk.taken).toHaveLength(1);
  });

  it('when its event comes many times at once, in one batch and in several', async () => {
    const batches = [1, 2, 3].map(() => desk.receive([created, created, created]));
    const outcomes = (await Promise.all(batches)).flat();
    expect(desk.taken).toHaveLength(1);
    // The others come again: whoever is at it may die.
    expect(outcomes.filter((outcome) => outcome === 'ack')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === secondsToWait(1))).toHaveLength(8);
    expect(await desk.receive([created, created])).toEqual(['ack', 'ack']);
    expect(desk.taken).toHaveLength(1);
  });

  it('and nothing is sent that is not written down first', async () => {
    let seen: string[] = [];
    desk.onSend = async () => {
      seen = await desk.statuses();
    };
    await desk.receive([created]);
    expect(seen).toEqual(['confirmed sending']);
  });
});

describe('a mail that cannot be sent now', () => {
  it('says so with its reason, comes again later, and is sent then', async () => {
    desk.onSend = () => Promise.reject(new Error('E_RATE_LIMIT_EXCEEDED: too many'));
    expect(await desk.receive([created])).toEqual([10]);
    const found = await desk.book.find(`${orderId}-confirmed`);
    expect(found).toMatchObject({ status: 'failed', reason: 'E_RATE_LIMIT_EXCEEDED: too many' });
    desk.onSend = async () => {};
    desk.now += 10_000;
    expect(await desk.receive([created], 2)).toEqual(['ack']);
    expect(desk.taken).toHaveLength(1);
    expect(await desk.book.find(`${orderId}-confirmed`)).not.toHaveProperty('reason');
    expect(await desk.statuses()).toEqual(['confirmed sent']);
  });

  it('delays no other of its batch', async () => {
    const fine = event('OrderCreated', facts({ orderId: orderId.replace('0', '1') }));
    desk.onSend = async ({ id }) => {
      if (id.startsWith(orderId)) throw new Error('no');
    };
    const nonsense = { type: 'OrderCreated' };
    expect(await desk.receive([created, nonsense, fine])).toEqual([10, 'ack', 'ack']);
    expect(desk.deadLetters).toMatchObject([{ body: nonsense, attempts: 1 }]);
    expect(desk.taken.map(({ id }) => id)).toEqual([`${orderId.replace('0', '1')}-confirmed`]);
  });

  it('goes to the dead letters when its tries are used up, and is sent when it is redriven', async () => {
    desk.onSend = () => Promise.reject(new Error('no mail for mio@example.com'));
    expect(await desk.receive([created], maxTries)).toEqual(['ack']);
    const reason = `Error: ${orderId}-confirmed was not sent; its notification says why`;
    expect(desk.deadLetters).toMatchObject([{ body: created, reason, attempts: maxTries }]);
    expect(await desk.statuses()).toEqual(['confirmed failed']);
    desk.onSend = async () => {};
    expect(await desk.receive(desk.deadLetters.map(({ body }) => body))).toEqual(['ack']);
    expect(await desk.statuses()).toEqual(['confirmed sent']);
  });

  it('waits for its next try with one message; if that is lost, another one takes over', async () => {
    desk.onSend = () => Promise.reject(new Error('E_RATE_LIMIT_EXCEEDED'));
    await desk.receive([created]);
    desk.onSend = async () => {};
    desk.now += 9_999;
    expect(await desk.receive([created])).toEqual(['ack']);
    expect(desk.taken).toEqual([]);
    // Nobody has settled it, so its order tells it again (seeds 7750 and 9150 of the simulator).
    expect(await desk.book.hasAll(orderId, [confirmed])).toBe(false);
    desk.now += 1;
    expect(await desk.receive([created])).toEqual(['ack']);
    expect(desk.taken).toHaveLength(1);
    expect(await desk.book.hasAll(orderId, [confirmed])).toBe(true);
  });

  it('is not told again by its order when it was given up: it is a dead letter', async () => {
    desk.onSend = () => Promise.reject(new Error('no'));
    await desk.receive([created], maxTries);
    expect(await desk.book.hasAll(orderId, [confirmed])).toBe(true);
  });

  it('names its reader in no log', async () => {
    desk.onSend = () => Promise.reject(new Error('no mail for mio@example.com'));
    await desk.receive([created]);
    expect(console.error).toHaveBeenCalledOnce();
    expect(vi.mocked(console.error).mock.calls.join()).not.toContain('mio@example.com');
  });

  it('is waited for, for two and a half hours in all', () => {
    const waits = Array.from({ length: maxTries - 1 }, (_, index) => secondsToWait(index + 1));
    expect(waits).toEqual([10, 60, 300, 1_800, 7_200]);
  });

  it('is not waited for longer than 15 s by the process that sends it', async () => {
    vi.useFakeTimers();
    desk.onSend = nobodyHears;
    const receiving = desk.receive([created]);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await receiving).toEqual([10]);
    const reason = 'the mail service did not answer within 15000 ms';
    expect(await desk.book.find(`${orderId}-confirmed`)).toMatchObject({ status: 'failed', reason });
  });

  it('is written anew at the next try: what was wrong with it may have been put right', async () => {
    desk.onSend = () => Promise.reject(new Error('no'));
    await desk.receive([created]);
    desk.onSend = async () => {};
    desk.now += 10_000;
    const total = { amount: 1, currency: 'EUR' };
    await desk.receive([event('OrderCreated', facts({ total }))]);
    expect((await desk.book.find(`${orderId}-confirmed`))?.text).toContain('Paid: €0.01');
    expect(desk.taken[0]?.text).toContain('Paid: €0.01');
  });
});

describe('a mail that never can be sent', () => {
  it('is written down with the reason, and not tried again', async () => {
    desk.onSend = () => Promise.reject(new MailRefused('E_RECIPIENT_SUPPRESSED: bounced before'));
    expect(await desk.receive([created])).toEqual(['ack']);
    expect(await desk.receive([created])).toEqual(['ack']);
    const reason = 'E_RECIPIENT_SUPPRESSED: bounced before';
    const found = await desk.book.find(`${orderId}-confirmed`);
    expect(found).toMatchObject({ status: 'refused', reason, to: 'mio@example.com' });
    expect(desk.taken).toEqual([]);
  });
});

describe('a sender that dies over a mail', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    desk.onSend = nobodyHears;
    void desk.receive([created]);
    // Until it waits for the mail service.
    return vi.waitFor(async () => expect(await desk.statuses()).toEqual(['confirmed sending']));
  });

  it('is left alone until its lease is over; then somebody else sends the mail, under the same id', async () => {
    desk.onSend = async () => {};
    desk.now += leaseMs - 1;
    expect(await desk.receive([created])).toEqual([10]);
    expect(desk.taken).toEqual([]);
    desk.now += 1;
    expect(await desk.receive([created, created], 2)).toEqual(expect.arrayContaining(['ack', 60]));
    expect(desk.taken.map(({ id }) => id)).toEqual([`${orderId}-confirmed`]);
    expect(await desk.statuses()).toEqual(['confirmed sent']);
  });

  it('and comes back when somebody else has sent it, changes nothing any more', async () => {
    desk.onSend = async () => {};
    desk.now += leaseMs;
    await desk.receive([created]);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await desk.statuses()).toEqual(['confirmed sent']);
  });

  it('is no reason for its order to rest: nobody knows what became of the mail', async () => {
    expect(await desk.book.hasAll(orderId, [confirmed])).toBe(false);
    desk.onSend = async () => {};
    desk.now += leaseMs;
    await desk.receive([created]);
    expect(await desk.book.hasAll(orderId, [confirmed])).toBe(true);
  });
});

describe('the book', () => {
  it('has all that is due, or not', async () => {
    const refund = (nth: number) => ({ type: 'order.refunded', ref: `${orderId}-refund-${nth}` });
    expect(await desk.book.hasAll(orderId, [])).toBe(true);
    expect(await desk.book.hasAll(orderId, [confirmed])).toBe(false);
    await desk.receive([created, refunded()]);
    expect(await desk.book.hasAll(orderId, [confirmed, refund(1)])).toBe(true);
    expect(await desk.book.hasAll(orderId, [confirmed, refund(2)])).toBe(false);
    expect(await desk.book.hasAll('ord_other', [confirmed])).toBe(false);
  });

  it('shows what was sent to whom, and what it said', async () => {
    await desk.receive([created]);
    const shown = {
      id: `${orderId}-confirmed`,
      type: 'order.confirmed',
      channel: 'email',
      to: 'mio@example.com',
      subject: 'Your order at Konbini is confirmed',
      status: 'sent',
      at: '2026-11-22T10:05:00.000Z',
      orderId,
    };
    const { items, last } = await desk.book.list({ orderId: null, after: '', limit: 1 });
    expect({ items, last }).toEqual({ items: [shown], last: null });
    const [{ text = '', html = '' } = {}] = desk.taken;
    expect(await desk.book.find(shown.id)).toEqual({ ...shown, text, html });
    expect(await desk.book.find('ord_other-confirmed')).toBeUndefined();
  });

  it('is read page by page, of one order or of all', async () => {
    const other = orderId.replace('0', '1');
    await desk.receive([created, event('OrderCanceled'), event('OrderCreated', facts({ orderId: other }))]);
    const read = async (of: string | null, after = '') => {
      const { items, last } = await desk.book.list({ orderId: of, after, limit: 2 });
      return { ids: items.map(({ id }) => id), last };
    };
    const own = [`${orderId}-canceled`, `${orderId}-confirmed`];
    expect(await read(orderId)).toEqual({ ids: own, last: null });
    expect(await read(null)).toEqual({ ids: own, last: own[1] });
    expect(await read(null, own[1])).toEqual({ ids: [`${other}-confirmed`], last: null });
    expect(await read(other, own[0])).toEqual({ ids: [`${other}-confirmed`], last: null });
  });
});
