import { describe, expect, it } from 'vitest';
import { shownStatus, totalMinor as totalOf } from './order.ts';
import {
  asked,
  authorized,
  cancel,
  captured,
  declined,
  facts,
  held,
  lines,
  orderAfter,
  paid,
  paidFor,
  place,
  placedAfter,
  productIds,
  refunded,
  reserved,
  shortage,
  sold,
  stockBack,
  story,
  type Timeless,
  totalMinor,
  validated,
  when,
} from './test-support/orders.ts';

const awaiting = [place, validated, reserved, asked];

function paymentSays(...changes: Parameters<typeof paid>): Timeless {
  return { type: 'RecordPayment', payment: paid(...changes) };
}

function failedAt(
  step: string,
  rejection: object,
  { held: ids = [] as string[], declined: no = false } = {},
) {
  return { type: 'CheckoutFailed', step, rejection, held: ids, declined: no };
}

describe('placing', () => {
  it('records who wants what, and from which cart', () => {
    expect(when([], place)).toEqual([{ ...facts, type: 'CheckoutPlaced' }]);
  });

  it('begins with nothing held, nothing paid and nothing tried', () => {
    expect(placedAfter(story(place))).toMatchObject({
      stock: { status: 'none', productIds: [] },
      payment: { status: 'none', authorizedMinor: 0, capturedMinor: 0, refundedMinor: 0 },
      refunds: [],
      fulfilledAt: null,
      attempt: 1,
      interrupted: false,
    });
  });

  it('comes before everything else: nothing is made up of a log that begins otherwise', () => {
    const [, ...rest] = story(place, validated);
    expect(() => orderAfter(rest)).toThrow('CartValidated before CheckoutPlaced');
  });

  it('is refused for an order that was asked for before it came: that one never will be', () => {
    expect(when([{ type: 'CloseUnplaced' }], place)).toEqual({
      type: 'ServiceUnavailable',
      service: 'order',
    });
  });

  it('a second time names the order that is under way (lesson 12)', () => {
    const { orderId } = facts;
    expect(when([place], place)).toEqual({ type: 'CheckoutInProgress', orderId });
    expect(when(paidFor, place)).toEqual({ type: 'CartConverted', orderId });
  });

  it('keeps no secret: every field of the event is one of the facts', () => {
    const [event] = story(place);
    expect(Object.keys(event ?? {}).sort()).toEqual([...Object.keys(facts), 'at', 'type'].sort());
  });
});

describe('the cart', () => {
  it('gives the lines', () => {
    expect(when([place], validated)).toEqual([{ type: 'CartValidated', lines }]);
  });

  it('says what the order comes to, and nobody before it', () => {
    expect(totalOf(placedAfter(story(place)))).toBe(0);
    expect(totalOf(placedAfter(story(place, validated)))).toBe(totalMinor);
  });

  it('that is empty ends the checkout', () => {
    const empty: Timeless = { type: 'RecordValidated', contents: { currency: 'EUR', lines: [] } };
    expect(when([place], empty)).toEqual([failedAt('validateCart', { type: 'CartEmpty' })]);
  });
});

describe('stock that is held', () => {
  const dearer = held.map((hold) =>
    hold.productId === 'coffee'
      ? { ...hold, name: 'Iced coffee', unitPrice: { amount: 160, currency: 'EUR' } }
      : hold,
  );
  const dearerLines = lines.map((line) =>
    line.productId === 'coffee' ? { ...line, name: 'Iced coffee', unitPriceMinor: 160 } : line,
  );
  const changed = { type: 'PriceChanged', items: [{ productId: 'coffee', from: 150, to: 160 }] };

  it('sets the price of that moment (lesson 15)', () => {
    expect(when([place, validated], reserved)).toEqual([{ type: 'StockReserved', lines }]);
  });

  it('at another price than the buyer saw is given back, and the buyer told', () => {
    expect(when([place, validated], { type: 'RecordReserved', held: dearer })).toEqual([
      { type: 'StockReserved', lines: dearerLines },
      failedAt('reserveStock', changed, { held: productIds }),
    ]);
  });

  it('at another price is fine for a buyer who said so, and is what will be charged', () => {
    const given: Timeless[] = [{ ...place, acceptPriceChanges: true } as Timeless, validated];
    const command: Timeless = { type: 'RecordReserved', held: dearer };
    expect(when(given, command)).toEqual([{ type: 'StockReserved', lines: dearerLines }]);
    expect(totalOf(placedAfter(story(...given, command)))).toBe(totalMinor + 20);
  });

  it('in another currency is given back, whatever the buyer accepts', () => {
    const foreign = held.map((hold) => ({ ...hold, unitPrice: { ...hold.unitPrice, currency: 'JPY' } }));
    const given: Timeless[] = [{ ...place, acceptPriceChanges: true } as Timeless, validated];
    expect(when(given, { type: 'RecordReserved', held: foreign })).toEqual([
      { type: 'StockReserved', lines },
      failedAt(
        'reserveStock',
        { type: 'CurrencyMismatch', expected: 'EUR', actual: 'JPY' },
        { held: productIds },
      ),
    ]);
  });

  it('that falls short says of everything what is short (lesson 2)', () => {
    const command = shortage('coffee');
    const rejection = command.type === 'RecordRefusal' ? command.rejection : {};
    expect(when([place, validated], command)).toEqual([failedAt('reserveStock', rejection)]);
  });

  it('but for another reason than a shortage may be held all the same', () => {
    const rejection = { type: 'HoldResolved', holdId: facts.orderId, status: 'released' } as const;
    const command: Timeless = { type: 'RecordRefusal', step: 'reserveStock', rejection };
    expect(when([place, validated], command)).toEqual([
      failedAt('reserveStock', rejection, { held: productIds }),
    ]);
  });
});

describe('a payment', () => {
  const given = [place, validated, reserved];
  const notOurs = failedAt('processPayment', { type: 'ServiceUnavailable', service: 'payment' });

  it('that is authorised goes on', () => {
    const events = [{ type: 'PaymentAuthorized', amountMinor: totalMinor }];
    expect(when(given, authorized)).toEqual(events);
    expect(when(awaiting, authorized)).toEqual(events);
  });

  it('that is captured already goes on as well', () => {
    expect(when(given, paymentSays('captured'))).toEqual([
      { type: 'PaymentAuthorized', amountMinor: totalMinor },
    ]);
  });

  it('that is declined ends the checkout with the reason', () => {
    const rejection = { type: 'PaymentDeclined', reason: 'card declined' };
    expect(when(given, declined)).toEqual([failedAt('processPayment', rejection, { declined: true })]);
    expect(when(awaiting, declined)).toEqual([failedAt('processPayment', rejection, { declined: true })]);
    expect(placedAfter(story(...given, declined)).payment.status).toBe('declined');
  });

  it('that is declined without a reason says so all the same', () => {
    const rejection = { type: 'PaymentDeclined', reason: 'declined' };
    expect(when(given, paymentSays('declined'))).toEqual([
      failedAt('processPayment', rejection, { declined: true }),
    ]);
  });

  it('that needs the buyer waits for fifteen minutes', () => {
    const [event] = when(given, asked) as { expiresAt: number }[];
    expect(event).toEqual({ type: 'PaymentActionRequired', expiresAt: expect.any(Number) });
    const order = placedAfter(story(...awaiting));
    expect(order.status === 'awaitingPayment' && order.expiresAt - order.updatedAt).toBe(15 * 60_000);
  });

  it('that still needs the buyer is no news', () => {
    expect(when(awaiting, asked)).toEqual([]);
  });

  it.each([
    ['another amount', { amountMinor: totalMinor - 1 }],
    ['another currency', { currency: 'JPY' }],
  ])('of %s is not this order’s (lesson 15)', (_, changes) => {
    for (const status of ['authorized', 'captured', 'requiresAction'] as const) {
      expect(when(given, paymentSays(status, changes))).toEqual([notOurs]);
      expect(when(awaiting, paymentSays(status, changes))).toEqual([notOurs]);
    }
  });

  it.each(['none', 'voided', 'refunded'] as const)('that the provider calls %s is none', (status) => {
    expect(when(given, paymentSays(status))).toEqual([notOurs]);
    expect(when(awaiting, paymentSays(status))).toEqual([notOurs]);
  });
});

describe('the time to approve a payment', () => {
  const expire: Timeless = { type: 'ExpirePayment' };
  const order = placedAfter(story(...awaiting));
  const expiresAt = order.status === 'awaitingPayment' ? order.expiresAt : 0;

  it('is not over a millisecond early', () => {
    expect(when(awaiting, expire, expiresAt - 1)).toEqual([]);
  });

  it('is over when it is over, and the payment in doubt', () => {
    expect(when(awaiting, expire, expiresAt)).toEqual([
      failedAt('processPayment', { type: 'PaymentExpired' }),
    ]);
  });
});

describe('a capture', () => {
  const given = [place, validated, reserved, authorized, sold];

  it('confirms the order in the same commit, so that no money is taken without one (lesson 12)', () => {
    expect(when(given, captured)).toEqual([
      { type: 'PaymentCaptured', amountMinor: totalMinor },
      { type: 'OrderConfirmed' },
    ]);
  });

  it('of another amount is undone (lesson 15)', () => {
    const payment = paid('captured', { capturedMinor: totalMinor - 1 });
    expect(when(given, { type: 'RecordCaptured', payment })).toMatchObject([
      { type: 'CheckoutFailed', step: 'capturePayment', rejection: { type: 'PaymentDeclined' } },
    ]);
  });

  it.each(['voided', 'declined', 'refunded'] as const)(
    'that the provider calls %s is a declined payment',
    (status) => {
      expect(when(given, { type: 'RecordCaptured', payment: paid(status) })).toMatchObject([
        { rejection: { type: 'PaymentDeclined', reason: `the provider says ${status}` } },
      ]);
    },
  );
});

describe('canceling', () => {
  it('shows what the order was until it is over', () => {
    expect(shownStatus(placedAfter(story(...paidFor, cancel)))).toBe('confirmed');
    expect(shownStatus(placedAfter(story(...awaiting, cancel)))).toBe('awaitingPayment');
    expect(shownStatus(placedAfter(story(place, validated, reserved, declined)))).toBe('placing');
  });

  it('shows an order that was paid as canceled in the end, and not as refunded', () => {
    expect(shownStatus(placedAfter(story(...paidFor, cancel, refunded, stockBack)))).toBe('canceled');
  });

  it('is refused while the order is being decided, with what it is', () => {
    expect(when([place, validated], cancel)).toEqual({
      type: 'IllegalTransition',
      from: 'placing',
      to: 'canceled',
    });
    const failing = [place, validated, reserved, declined];
    expect(when(failing, cancel)).toMatchObject({ type: 'IllegalTransition', from: 'placing' });
  });
});
