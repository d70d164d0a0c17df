import { beforeEach, describe, expect, it } from 'vitest';
import { booksAfter, call, hana, paymentId, Shop } from './test-support/shop.ts';

let shop: Shop;
beforeEach(() => {
  shop = new Shop();
});

function count(name: string): number {
  return shop.network.calls.filter((called) => called === name).length;
}

async function confirmed(): Promise<void> {
  await shop.place('tok_ok');
  await shop.settle();
  shop.network.calls.length = 0;
}

async function awaitingPayment(): Promise<void> {
  await shop.place('tok_authenticate');
  await shop.settle();
  shop.network.calls.length = 0;
}

describe('canceling a confirmed order', () => {
  beforeEach(confirmed);

  it('gives the money back, then the goods, and says so', async () => {
    expect(await shop.order.cancel(call())).toMatchObject({
      ok: true,
      replayed: false,
      value: { status: 'canceled', payment: { status: 'refunded', refunded: { amount: 520 } } },
    });
    expect(shop.network.calls).toEqual(['undo', 'giveBack onigiri', 'giveBack coffee']);
    expect(await shop.closeBooks()).toEqual(booksAfter.canceledAfterwards);
  });

  it('twice at once refunds once (lesson 14)', async () => {
    const answers = await Promise.all([
      shop.order.cancel(call('a')),
      shop.order.cancel(call('b')),
      shop.order.cancel(call()),
    ]);
    for (const answer of answers) expect(answer).toMatchObject({ ok: true, value: { status: 'canceled' } });
    expect(shop.network.calls).toEqual(['undo', 'giveBack onigiri', 'giveBack coffee']);
    expect(shop.bank.find(paymentId)).toMatchObject({ capturedMinor: 520, refundedMinor: 520 });
    expect(await shop.closeBooks()).toEqual(booksAfter.canceledAfterwards);
  });

  it('again with the same key is the same answer, also after a restart', async () => {
    const first = await shop.order.cancel(call('key'));
    expect(await shop.order.cancel(call('key'))).toEqual({ ...first, replayed: true });
    shop.restart();
    expect(await shop.order.cancel(call('key'))).toEqual({ ...first, replayed: true });
    expect(count('undo')).toBe(1);
  });

  it('with a used key for something else is refused', async () => {
    await shop.order.cancel(call('key'));
    expect(await shop.order.cancel(call('key', 'another body'))).toMatchObject({
      rejection: { type: 'IdempotencyKeyReused' },
    });
  });

  it('with the same key, while the first is still at it, is in progress', async () => {
    const release = shop.network.hold('undo');
    const first = shop.order.cancel(call('key'));
    expect(await shop.order.cancel(call('key'))).toMatchObject({ rejection: { type: 'RequestInProgress' } });
    release();
    expect(await first).toMatchObject({ ok: true });
    expect(await shop.order.cancel(call('key'))).toMatchObject({ ok: true, replayed: true });
  });

  it('a second time, with another key, changes nothing and is fine', async () => {
    await shop.order.cancel(call('key'));
    const { version } = shop.order.view(hana) ?? {};
    expect(await shop.order.cancel(call('another'))).toMatchObject({
      ok: true,
      replayed: false,
      value: { status: 'canceled', version },
    });
    expect(count('undo')).toBe(1);
  });

  it('in a version that is not the newest is refused, and nothing is undone', async () => {
    const { version = 0 } = shop.order.view(hana) ?? {};
    const stale = await shop.order.cancel({ ...call(), ifVersion: version - 1 });
    expect(stale).toMatchObject({ rejection: { type: 'VersionMismatch', version } });
    expect(shop.network.calls).toEqual([]);
    expect(await shop.order.cancel({ ...call(), ifVersion: version })).toMatchObject({ ok: true });
  });

  it('is its owner’s and the administrator’s to do, and to others there is no such order (lesson 25)', async () => {
    const others = [
      { kind: 'customer', customerId: 'taro' },
      { kind: 'guest', tokenHash: '' },
      { kind: 'anonymous', address: '192.0.2.1' },
    ] as const;
    for (const caller of others) {
      const answer = await shop.order.cancel(call(undefined, '', caller));
      expect(answer).toMatchObject({ rejection: { type: 'OrderNotFound' } });
    }
    expect(shop.network.calls).toEqual([]);
    expect(await shop.order.cancel(call(undefined, '', { kind: 'admin' }))).toMatchObject({ ok: true });
  });

  it('goes on by itself when the provider does not answer, and ends canceled', async () => {
    shop.network.failNext('undo', 'answerLost', 3);
    expect(await shop.order.cancel(call())).toMatchObject({ ok: true, value: { status: 'confirmed' } });
    expect(await shop.closeBooks()).toEqual(booksAfter.canceledAfterwards);
    expect(shop.bank.totals()).toMatchObject([{ capturedMinor: 520, refundedMinor: 520 }]);
  });
});

describe('canceling while the payment waits for the buyer', () => {
  beforeEach(awaitingPayment);

  it('voids the payment, releases the stock and opens the cart', async () => {
    expect(await shop.order.cancel(call())).toMatchObject({ ok: true, value: { status: 'canceled' } });
    expect(shop.network.calls).toEqual(['undo', 'release onigiri', 'release coffee', 'reopen']);
    expect(await shop.closeBooks()).toEqual(booksAfter.canceled);
  });

  it('wins over an approval that comes at the same time: no money is taken', async () => {
    shop.bank.authenticate(paymentId, true);
    const answers = await Promise.all([shop.order.cancel(call()), shop.order.paymentChanged(call())]);
    expect(answers[0]).toMatchObject({ value: { status: 'canceled' } });
    expect(await shop.closeBooks()).toEqual(booksAfter.canceled);
    expect(count('capture')).toBe(0);
  });

  it('holds against an answer of the provider that was under way before it', async () => {
    shop.bank.authenticate(paymentId, true);
    const release = shop.network.hold('find');
    const approval = shop.order.paymentChanged(call());
    await shop.order.cancel(call());
    release();
    expect(await approval).toMatchObject({ ok: true, value: { status: 'canceled' } });
    expect(await shop.closeBooks()).toEqual(booksAfter.canceled);
  });

  it('comes too late once the approval is being carried out', async () => {
    shop.bank.authenticate(paymentId, true);
    const release = shop.network.hold('commit onigiri');
    const approval = shop.order.paymentChanged(call());
    await elsewhere();
    expect(await shop.order.cancel(call())).toMatchObject({
      rejection: { type: 'IllegalTransition', from: 'placing', to: 'canceled' },
    });
    release();
    expect(await approval).toMatchObject({ value: { status: 'confirmed' } });
    expect(await shop.closeBooks()).toEqual(booksAfter.confirmed);
  });
});

describe('what is no longer an order', () => {
  it('cannot be canceled when it has failed', async () => {
    await shop.place('tok_declined');
    expect(await shop.order.cancel(call())).toMatchObject({
      rejection: { type: 'IllegalTransition', from: 'failed', to: 'canceled' },
    });
  });

  it('cannot be canceled when nobody placed it, and is not made by trying', async () => {
    expect(await shop.order.cancel(call('key'))).toMatchObject({ rejection: { type: 'OrderNotFound' } });
    expect(shop.dump).toBe('[]');
  });
});

/** Lets everything go on that waits for nobody outside. */
function elsewhere(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
