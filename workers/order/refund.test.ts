import { beforeEach, describe, expect, it } from 'vitest';
import { call, hana, minute, orderId, paymentId, Shop } from './test-support/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = new Shop();
  await shop.place('tok_ok');
  await shop.settle();
  shop.network.calls.length = 0;
});

const coffee = { items: [{ productId: 'coffee', quantity: 1 }], restock: true };
const euro = (amount: number) => ({ amount: { amount, currency: 'EUR' } });

describe('a refund', () => {
  it('pays the buyer, then puts the items back on the shelf', async () => {
    expect(await shop.order.refund({ ...coffee, reason: 'cold' }, call())).toMatchObject({
      ok: true,
      value: {
        status: 'partiallyRefunded',
        payment: { status: 'captured', captured: { amount: 520 }, refunded: { amount: 150 } },
        refunds: [{ ...coffee, ...euro(150), reason: 'cold', status: 'succeeded' }],
      },
    });
    expect(shop.network.calls).toEqual(['refund', 'restock coffee']);
    expect(shop.books).toMatchObject({ kept: 370, coffee: { onHand: 9, held: 0, sold: 1 } });
  });

  it('leaves the goods where they are, unless they are to come back', async () => {
    await shop.order.refund({ items: coffee.items }, call());
    expect(shop.network.calls).toEqual(['refund']);
    expect(shop.books).toMatchObject({ kept: 370, coffee: { onHand: 8, sold: 2 } });
  });

  it('of all that is left ends refunded', async () => {
    await shop.order.refund(euro(20), call());
    expect(await shop.order.refund({}, call())).toMatchObject({
      value: { status: 'refunded', payment: { status: 'refunded', refunded: { amount: 520 } } },
    });
    expect(shop.books.kept).toBe(0);
  });

  it('again with the same key is the same refund, also after a restart', async () => {
    const first = await shop.order.refund(coffee, call('key'));
    expect(await shop.order.refund(coffee, call('key'))).toEqual({ ...first, replayed: true });
    shop.restart();
    expect(await shop.order.refund(coffee, call('key'))).toEqual({ ...first, replayed: true });
    expect(shop.books.kept).toBe(370);
  });

  it('many at once never come to more than was captured (lesson 14)', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => shop.order.refund(euro(100), call(`key ${index}`))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
    for (const answer of answers.slice(5)) {
      expect(answer).toMatchObject({
        rejection: { type: 'RefundExceedsCapture', refundable: { amount: 20, currency: 'EUR' } },
      });
    }
    expect(shop.bank.find(paymentId)).toMatchObject({ capturedMinor: 520, refundedMinor: 500 });
  });

  it('that the provider refuses says why, to its own request and no other', async () => {
    // Somebody has given it back at the bank itself.
    shop.bank.refund(paymentId, 'by hand', { amount: 400, currency: 'EUR' });
    const [tooMuch, fits] = await Promise.all([
      shop.order.refund(euro(300), call('too much')),
      shop.order.refund(euro(100), call('fits')),
    ]);
    expect(tooMuch).toMatchObject({ ok: false, rejection: { type: 'RefundRefused' } });
    expect(fits).toMatchObject({ ok: true });
    expect(await shop.order.refund(euro(300), call('too much'))).toMatchObject({ ok: false, replayed: true });
    expect(await shop.order.refund(euro(100), call('fits'))).toMatchObject({ ok: true, replayed: true });
  });

  it('goes on by itself when the provider does not answer, and is made once', async () => {
    shop.network.failNext('refund', 'answerLost');
    expect(await shop.order.refund(coffee, call('key'))).toMatchObject({
      ok: true,
      value: { status: 'confirmed', refunds: [{ status: 'pending' }] },
    });
    await shop.passTo(shop.now + minute);
    expect(shop.order.view(hana)).toMatchObject({ status: 'partiallyRefunded' });
    expect(shop.books).toMatchObject({ kept: 370, coffee: { onHand: 9, sold: 1 } });
  });

  it('of an order in another version is refused, and nothing is paid', async () => {
    expect(await shop.order.refund(coffee, { ...call(), ifVersion: 1 })).toMatchObject({
      rejection: { type: 'VersionMismatch' },
    });
    expect(shop.network.calls).toEqual([]);
  });
});

describe('sending the goods', () => {
  it('is remembered, once', async () => {
    const sent = shop.order.fulfill(call('key'));
    expect(sent).toMatchObject({ ok: true, value: { status: 'fulfilled', fulfilledAt: expect.any(String) } });
    expect(shop.order.fulfill(call('key'))).toEqual({ ...sent, replayed: true });
    expect(shop.order.fulfill(call())).toMatchObject({ ok: true, value: { version: 8 } });
  });

  it('ends the time in which the order can be canceled', async () => {
    shop.order.fulfill(call());
    expect(await shop.order.cancel(call())).toMatchObject({
      rejection: { type: 'IllegalTransition', from: 'fulfilled', to: 'canceled' },
    });
  });

  it('does not happen to an order that is not paid', async () => {
    const other = new Shop();
    expect(other.order.fulfill(call())).toMatchObject({ rejection: { type: 'OrderNotFound' } });
    await other.place('tok_authenticate');
    expect(other.order.fulfill(call())).toMatchObject({
      rejection: { type: 'IllegalTransition', from: 'awaitingPayment', to: 'fulfilled' },
    });
    expect(await other.order.refund({}, call())).toMatchObject({
      rejection: { type: 'IllegalTransition', from: 'awaitingPayment', to: 'refunded' },
    });
  });
});

it('names refunds after the order, since that is what makes a repeat the same refund', async () => {
  await shop.order.refund(euro(1), call());
  expect(shop.order.view(hana)?.refunds?.[0]?.id).toBe(`${orderId}-refund-1`);
});
