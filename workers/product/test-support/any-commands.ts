import * as fc from 'fast-check';
import { maxQuantityPerLine } from '../../../shared/contracts/cart.ts';
import { maxStock } from '../../../shared/contracts/product.ts';
import { maxUnitPriceMinor } from '../../../shared/money.ts';
import { inTime } from '../../../shared/test-support/decider-laws.ts';
import type { ProductCommand } from '../domain/commands.ts';
import {
  adjust,
  archive,
  at,
  closeRoom,
  commit,
  expire,
  giveBack,
  importAs,
  list,
  openRoom,
  release,
  reserve,
  restock,
} from './salmon.ts';

/** Few, so that commands meet; some of them mean something to an object that is used as a map. */
const holdId = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', '', '__proto__', 'constructor');
const returnId = fc.constantFrom('r1', 'r2');
/** Mostly the same, so that a commit fits its hold. */
const quantity = fc.oneof(
  { weight: 8, arbitrary: fc.constant(1) },
  { weight: 2, arbitrary: fc.integer({ min: 2, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(maxQuantityPerLine - 1, maxQuantityPerLine) },
);
const delta = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -9, max: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom(-maxStock, maxStock, maxStock - 1) },
);
const onHand = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom(maxStock - 1, maxStock));
const details = fc.record(
  {
    name: fc.constantFrom('Onigiri, salmon', 'Onigiri'),
    image: fc.constantFrom(null, '/pictures/onigiri-salmon.svg'),
    attributes: fc.constantFrom({}, { a: '1', b: '2' }, { b: '2', a: '1' }, { constructor: 'x' }),
    price: fc.constantFrom(
      { amount: 0, currency: 'EUR' },
      { amount: maxUnitPriceMinor, currency: 'EUR' },
      { amount: 180, currency: 'JPY' },
    ),
  },
  { requiredKeys: [] },
);
/** Half of the tickets that buyers show are of another opening, and many have none. */
const key = fc.constantFrom('key', 'other key');
const admittedBy = fc.option(key, { nil: undefined });
const ttlMs = fc.constantFrom(1, 60_000, 1_200_000);

const command: fc.Arbitrary<ProductCommand> = fc.oneof(
  { weight: 3, arbitrary: details.map(list) },
  { weight: 1, arbitrary: fc.constant(archive) },
  { weight: 2, arbitrary: fc.tuple(onHand, details).map(([units, change]) => importAs(units, change)) },
  { weight: 3, arbitrary: delta.map(adjust) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(holdId, quantity, ttlMs, admittedBy)
      .map(([id, n, ttl, by]) => ({ ...reserve(id, n, by), ttlMs: ttl })),
  },
  { weight: 1, arbitrary: fc.tuple(key, fc.constantFrom(1, 60)).map(([by, rate]) => openRoom(by, rate)) },
  { weight: 2, arbitrary: fc.constant(closeRoom) },
  { weight: 8, arbitrary: fc.tuple(holdId, quantity).map(([id, n]) => commit(id, n)) },
  { weight: 1, arbitrary: holdId.map(release) },
  { weight: 1, arbitrary: holdId.map(giveBack) },
  { weight: 2, arbitrary: fc.tuple(holdId, returnId, quantity).map(([id, by, n]) => restock(id, by, n)) },
  { weight: 2, arbitrary: holdId.map((id) => expire(id)) },
);

const start = fc.constantFrom([], [list()], [list(), adjust(50)], [list(), adjust(50)]);

/** Whatever may be asked of a product, in any order and in time. */
export const anyCommands = fc
  .tuple(start, inTime(command, at, 80))
  .map(([first, more]) => [...first, ...more]);
