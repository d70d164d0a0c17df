import * as fc from 'fast-check';
import { inTime } from '../../../shared/test-support/decider-laws.ts';
import type { ProductCommand } from '../domain/commands.ts';
import type { ShardCommand } from '../domain/shard/shard.ts';
import {
  adjust,
  allot,
  archive,
  at,
  changeShards,
  commit,
  expire,
  giveBack,
  hear,
  list,
  productId,
  release,
  report,
  reserve,
  restock,
} from './salmon.ts';

const shard = fc.integer({ min: 0, max: 1 });
const figure = fc.integer({ min: 0, max: 9 });
const said = fc
  .tuple(
    fc.integer({ min: 1, max: 40 }),
    fc.record({ taken: figure, free: figure, held: figure, sold: figure }),
  )
  .map(([seq, figures]) => report(seq, figures));
const placedAt = fc.integer({ min: at - 5_000, max: at + 600_000 });
const holdId = fc.constantFrom('a', 'b', 'c', 'd', '__proto__');

const ofTheProduct: fc.Arbitrary<ProductCommand> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(1, 2, 2).map((count) => changeShards(count)) },
  { weight: 2, arbitrary: placedAt.map((from) => ({ type: 'FinishChange' as const, at, from })) },
  { weight: 4, arbitrary: fc.tuple(shard, figure).map(([index, units]) => allot(index, units)) },
  { weight: 4, arbitrary: fc.tuple(shard, said).map(([index, words]) => hear(index, words)) },
  { weight: 1, arbitrary: fc.integer({ min: -5, max: 20 }).map(adjust) },
  { weight: 1, arbitrary: fc.constantFrom(archive, list()) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(holdId, placedAt)
      .map(([id, when]) => ({ ...reserve(id, 1), placedAt: when }) as ProductCommand),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(holdId, placedAt)
      .map(([id, when]) => ({ ...release(id), placedAt: when }) as ProductCommand),
  },
);

/** Whatever may be asked of a product whose stock is split, in time. Its shards may say anything. */
export const anySplitCommands = inTime(ofTheProduct, at, 40).map((more) => [
  list(),
  adjust(50),
  changeShards(2),
  ...more,
]);

const price = { amount: 180, currency: 'EUR' };
const hearProduct: fc.Arbitrary<ShardCommand> = fc
  .record({
    given: fc.integer({ min: 0, max: 60 }),
    version: fc.integer({ min: 1, max: 4 }),
    onSale: fc.boolean(),
    roomKey: fc.constantFrom(null, null, 'key'),
    seal: fc.option(fc.record({ from: placedAt, known: fc.integer({ min: 2, max: 4 }) })),
  })
  .map(({ given, version, onSale, roomKey, seal }) => ({
    type: 'HearProduct',
    at,
    given,
    listing: { productId, version, onSale, name: 'Onigiri', image: null, price, roomKey },
    seal,
  }));

const ofAShard: fc.Arbitrary<ShardCommand> = fc.oneof(
  { weight: 3, arbitrary: hearProduct },
  { weight: 1, arbitrary: fc.constant<ShardCommand>({ type: 'ReturnUnits', at }) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(holdId, figure, placedAt)
      .map(([hold, n, when]) => ({ ...reserve(hold, n + 1), placedAt: when }) as ShardCommand),
  },
  { weight: 4, arbitrary: fc.tuple(holdId, figure).map(([hold, n]) => commit(hold, n + 1) as ShardCommand) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(holdId, placedAt, fc.constantFrom(release, giveBack))
      .map(([hold, when, undo]) => ({ ...undo(hold), placedAt: when }) as ShardCommand),
  },
  { weight: 2, arbitrary: holdId.map((hold) => restock(hold, 'r1', 1) as ShardCommand) },
  { weight: 2, arbitrary: holdId.map((hold) => expire(hold) as ShardCommand) },
);

const filled: ShardCommand = {
  type: 'HearProduct',
  at,
  given: 20,
  listing: { productId, version: 1, onSale: true, name: 'Onigiri', image: null, price, roomKey: null },
  seal: null,
};

/** Whatever may be asked of a shard, in time. */
export const anyShardCommands = inTime(ofAShard, at, 60).map((more) => [filled, ...more]);
