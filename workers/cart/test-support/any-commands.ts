import * as fc from 'fast-check';
import { maxLinesPerCart, maxQuantityPerLine } from '../../../shared/contracts/cart.ts';
import { maxUnitPriceMinor } from '../../../shared/money.ts';
import { inTime } from '../../../shared/test-support/decider-laws.ts';
import type { CartCommand } from '../domain/commands.ts';
import { maxFactsAgeMs } from '../domain/items.ts';
import type { Line, ProductFacts } from '../domain/line.ts';
import { alice, at, cartId, facts, guest, guestCartId, strangers, tokenHash } from './basket.ts';

/** Few, so that commands meet; some of them mean something to an object that is used as a map. */
const productId = fc.constantFrom('tea', 'rice', 'fish', 'constructor', '__proto__');
const orderId = fc.constantFrom('ord_1', 'ord_2');
const otherCart = fc.constantFrom(guestCartId, cartId, 'crt_third');
const secret = fc.constantFrom(tokenHash, 'b'.repeat(64));
const owner = fc.constantFrom(alice, guest);
const currency = fc.oneof(
  { weight: 9, arbitrary: fc.constant('EUR') },
  { weight: 1, arbitrary: fc.constant('JPY') },
);
const caller = fc.oneof(
  { weight: 10, arbitrary: owner },
  { weight: 1, arbitrary: fc.constantFrom(...strangers.customer, ...strangers.guest) },
);
const quantity = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 5 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(maxQuantityPerLine / 3, maxQuantityPerLine - 1, maxQuantityPerLine),
  },
);

const anyFacts: fc.Arbitrary<ProductFacts> = fc
  .record({
    seq: fc.integer({ min: 1, max: 20 }),
    priceMinor: fc.integer({ min: 0, max: maxUnitPriceMinor }),
    currency,
    status: fc.constantFrom('active', 'active', 'active', 'archived'),
    available: fc.constantFrom(null, 0, 3, maxQuantityPerLine, 1_000_000),
  })
  .map(facts);
const perhapsFacts = fc.option(anyFacts, { freq: 6 });
const line: fc.Arbitrary<Line> = fc.record({ productId, quantity, added: anyFacts, known: anyFacts });
const lines = fc.array(line, { maxLength: 4 });
const occupied = fc.array(fc.record({ productId, quantity }), { maxLength: 4 });
/** How old the facts are. `dated` makes a time of it. */
const ageMs = fc.constantFrom(0, 1, maxFactsAgeMs, maxFactsAgeMs + 1);

type Of<Type extends CartCommand['type']> = Extract<CartCommand, { type: Type }>;

function command<Type extends CartCommand['type']>(
  type: Type,
  fields: { [Field in keyof Omit<Of<Type>, 'type' | 'at'>]: fc.Arbitrary<Of<Type>[Field]> },
): fc.Arbitrary<CartCommand> {
  return fc
    .record(fields as Record<string, fc.Arbitrary<unknown>>)
    .map((rest) => ({ type, at, ...rest }) as Of<Type>);
}

const create = command('CreateCart', { cartId: fc.constant(cartId), owner, currency });
const add = command('AddItem', { caller, productId, quantity, facts: perhapsFacts, lookedUpAt: ageMs });
const takeOver = command('TakeOverLines', { from: otherCart, lines });

const others: fc.Arbitrary<CartCommand>[] = [
  create,
  command('ChangeQuantity', {
    caller,
    productId,
    quantity: fc.oneof(fc.constant(0), quantity),
    facts: perhapsFacts,
  }),
  command('RemoveItem', { caller, productId }),
  command('NoteProduct', { productId, facts: anyFacts }),
  command('StartCheckout', { caller, orderId }),
  command('StartCheckout', { caller, orderId }),
  command('AwaitCheckout', { orderId }),
  command('ReopenCart', { orderId }),
  command('ConvertCart', { orderId }),
  command('ExpireCart', {}),
  command('BeginMerge', { caller, from: otherCart, tokenHash: secret }),
  command('DelayMerge', { from: otherCart }),
  command('RefuseMerge', { from: otherCart }),
  command('Surrender', { into: otherCart, tokenHash: secret, currency, occupied }),
];

function dated(command: CartCommand): CartCommand {
  return command.type === 'AddItem' ? { ...command, lookedUpAt: command.at - command.lookedUpAt } : command;
}

const alicesCart: CartCommand = { type: 'CreateCart', at, cartId, owner: alice, currency: 'EUR' };
const guestsCart: CartCommand = {
  type: 'CreateCart',
  at,
  cartId: guestCartId,
  owner: guest,
  currency: 'EUR',
};
/** So many lines that one more is allowed, and two are not. */
const almostFull: CartCommand[] = Array.from({ length: maxLinesPerCart - 1 }, (_, i) => ({
  type: 'AddItem',
  at,
  caller: alice,
  productId: `p-${i}`,
  quantity: 1,
  facts: facts(),
  lookedUpAt: at,
}));

function after(command: fc.Arbitrary<CartCommand>, ...starts: CartCommand[][]): fc.Arbitrary<CartCommand[]> {
  return fc
    .tuple(fc.constantFrom(...starts), inTime(command, at, 60))
    .map(([start, commands]) => [...start, ...commands.map(dated)]);
}

const direct = fc.oneof(
  { weight: others.length, arbitrary: add },
  ...others.map((arbitrary) => ({ weight: 1, arbitrary })),
);
const any = fc.oneof({ weight: 15, arbitrary: direct }, { weight: 1, arbitrary: takeOver });

/** Whatever may be asked of a cart, in any order and in time. */
export const anyCommands = after(any, [alicesCart], [alicesCart], [guestsCart], []);

/** The same but for taking over another one's lines, which is checked by the cart that gives them. */
export const directCommands = after(direct, [alicesCart], [guestsCart], [alicesCart, ...almostFull]);
