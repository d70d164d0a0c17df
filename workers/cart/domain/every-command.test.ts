import { describe, expect, it } from 'vitest';
import type { Caller, Owner } from '../../../shared/contracts/caller.ts';
import { type Outcome, outcomeOf } from '../../../shared/test-support/outcome.ts';
import {
  add,
  added,
  alice,
  at,
  beginMerge,
  by,
  cartId,
  change,
  checkoutStarted,
  converted,
  createdByGuest,
  expired,
  given,
  guest,
  guestCartId,
  line,
  mergeStarted,
  note,
  orderId,
  remove,
  reopened,
  startCheckout,
  strangers,
  surrendered,
  tokenHash,
} from '../test-support/basket.ts';
import { type Cart, type CartEvent, cartTtlMs } from './cart.ts';
import type { CartCommand } from './commands.ts';

/*
 * Every command in every state, written out. A command or a state that is new does not compile until its
 * row is here; a state that is reached and not listed fails below. `merging` is open, with lines on their
 * way here.
 */

type State = Cart['status'] | 'merging';
type CommandType = CartCommand['type'];
type BuyersCommandType = Extract<CartCommand, { caller: unknown }>['type'];
type Cell = Outcome<CartEvent['type']>;
/** What only one kind of owner's cart can be in, or do, is told apart. */
type Row = Record<State, Cell | Record<Owner['kind'], Cell>>;

const closed = {
  checkingOut: 'no: CheckoutInProgress',
  converted: 'no: CartConverted',
  expired: 'no: CartExpired',
  merged: 'no: CartExpired',
} as const;
const nowhere = {
  none: 'nothing',
  open: 'nothing',
  merging: 'nothing',
  checkingOut: 'nothing',
  converted: 'nothing',
  expired: 'nothing',
  merged: 'nothing',
} as const;
const notFound = 'no: CartNotFound';

const table: Record<CommandType, Row> = {
  CreateCart: {
    none: 'CartCreated',
    open: 'no: IdempotencyKeyReused',
    merging: 'no: IdempotencyKeyReused',
    checkingOut: 'no: IdempotencyKeyReused',
    converted: 'no: IdempotencyKeyReused',
    expired: 'no: IdempotencyKeyReused',
    merged: 'no: IdempotencyKeyReused',
  },
  AddItem: { none: notFound, open: 'ItemAdded', merging: 'ItemAdded', ...closed },
  ChangeQuantity: { none: notFound, open: 'ItemQuantityChanged', merging: 'ItemQuantityChanged', ...closed },
  RemoveItem: { none: notFound, open: 'ItemRemoved', merging: 'ItemRemoved', ...closed },
  StartCheckout: { none: notFound, open: 'CheckoutStarted', merging: 'no: CartMerging', ...closed },
  BeginMerge: {
    none: notFound,
    open: { customer: 'MergeStarted', guest: notFound },
    merging: 'nothing',
    checkingOut: { customer: closed.checkingOut, guest: notFound },
    converted: { customer: closed.converted, guest: notFound },
    expired: { customer: closed.expired, guest: notFound },
    merged: notFound,
  },
  NoteProduct: { ...nowhere, open: 'ProductNoted', merging: 'ProductNoted', checkingOut: 'ProductNoted' },
  AwaitCheckout: { ...nowhere, checkingOut: 'CheckoutAwaited' },
  ReopenCart: { ...nowhere, checkingOut: 'CheckoutReopened' },
  ConvertCart: { ...nowhere, checkingOut: 'CartConverted' },
  ExpireCart: { ...nowhere, open: 'CartExpired' },
  DelayMerge: { ...nowhere, merging: 'MergeDelayed' },
  RefuseMerge: { ...nowhere, merging: 'MergeRefused' },
  TakeOverLines: { ...nowhere, merging: 'LinesTakenOver' },
  Surrender: {
    none: notFound,
    open: { customer: notFound, guest: 'CartSurrendered' },
    merging: notFound,
    checkingOut: { customer: notFound, guest: closed.checkingOut },
    converted: { customer: notFound, guest: closed.converted },
    expired: { customer: notFound, guest: closed.expired },
    merged: 'nothing',
  },
};

const buyers: Record<BuyersCommandType, CartCommand> = {
  AddItem: add('tea', 1),
  ChangeQuantity: change('tea', 5),
  RemoveItem: remove('tea'),
  StartCheckout: startCheckout,
  BeginMerge: { ...beginMerge, from: 'crt_another' } as CartCommand,
};

function commands(owner: Owner): Record<CommandType, CartCommand> {
  return {
    ...buyers,
    CreateCart: { type: 'CreateCart', at, cartId, owner, currency: 'EUR' },
    NoteProduct: note('tea', { seq: 6, priceMinor: 200 }),
    AwaitCheckout: { type: 'AwaitCheckout', at: at + 20_000, orderId },
    ReopenCart: { type: 'ReopenCart', at, orderId },
    ConvertCart: { type: 'ConvertCart', at, orderId },
    ExpireCart: { type: 'ExpireCart', at: at + cartTtlMs },
    DelayMerge: { type: 'DelayMerge', at, from: 'crt_another' },
    RefuseMerge: { type: 'RefuseMerge', at, from: 'crt_another' },
    TakeOverLines: { type: 'TakeOverLines', at, from: 'crt_another', lines: [line('rice', 1)] },
    Surrender: { type: 'Surrender', at, into: cartId, tokenHash, currency: 'EUR', occupied: [] },
  };
}

const owners: Record<Owner['kind'], Caller & Owner> = { customer: alice, guest };
const impossible = null;

function histories(owner: Owner): Record<State, CartEvent[] | null> {
  const made = { ...createdByGuest, owner, cartId: guestCartId } as CartEvent;
  const filled = [made, added('tea', 3)];
  const theirs = owner.kind === 'customer';
  return {
    none: [],
    open: filled,
    merging: theirs ? [...filled, { ...mergeStarted, from: 'crt_another' } as CartEvent] : impossible,
    checkingOut: [...filled, checkoutStarted],
    converted: [...filled, checkoutStarted, converted],
    expired: [...filled, expired],
    merged: theirs ? impossible : [...filled, surrendered],
  };
}

const keys = <Key extends string>(record: Record<Key, unknown>) => Object.keys(record) as Key[];

const situations = keys(owners).flatMap((kind) => {
  const ofOwner = histories(owners[kind]);
  return keys(ofOwner).flatMap((state) => {
    const events = ofOwner[state];
    return events === null ? [] : [{ kind, state, events }];
  });
});

const cases = situations.flatMap(({ kind, state, events }) =>
  keys(table).map((type) => {
    const cell = table[type][state];
    return { type, kind, state, events, outcome: typeof cell === 'string' ? cell : cell[kind] };
  }),
);

describe('every command in every state', () => {
  it.each(cases)("$type, a $kind's cart, $state: $outcome", ({ type, kind, events, outcome }) => {
    const command = by(owners[kind], commands(owners[kind])[type]);
    expect(outcomeOf(given(...events).when(command))).toBe(outcome);
  });

  it.each(situations)("a $kind's cart, $state, is not there for anybody else", ({ kind, events }) => {
    for (const stranger of strangers[kind]) {
      for (const command of Object.values(buyers)) {
        expect(given(...events).when(by(stranger, command))).toEqual({
          ok: false,
          rejection: { type: 'CartNotFound' },
        });
      }
    }
  });

  it("a customer's cart that has been thawed is open like any other", () => {
    const events = [...(histories(alice).checkingOut ?? []), reopened];
    for (const type of keys(table)) {
      const cell = table[type].open;
      const outcome = typeof cell === 'string' ? cell : cell.customer;
      expect(outcomeOf(given(...events).when(commands(alice)[type]))).toBe(outcome);
    }
  });

  it.each(keys(owners))("of a %s's cart knows all the states that there are, and no others", (kind) => {
    const expected = situations.filter((one) => one.kind === kind).map(({ state }) => state);
    expect([...reachable(owners[kind])].sort()).toEqual(expected.sort());
  });
});

/** Follows every command from every state that it leads to, as far as four steps go. */
function reachable(owner: Caller & Owner): Set<State> {
  const found = new Set<State>();
  let ways: CartEvent[][] = [[]];
  for (let step = 0; step <= 4; step++) {
    const next: CartEvent[][] = [];
    for (const events of ways) {
      const run = given(...events);
      found.add('merging' in run.state && run.state.merging ? 'merging' : run.state.status);
      for (const command of Object.values(commands(owner))) {
        const decision = run.when(by(owner, command));
        if (decision.ok && decision.value.length > 0) next.push([...events, ...decision.value]);
      }
    }
    ways = next;
  }
  return found;
}
