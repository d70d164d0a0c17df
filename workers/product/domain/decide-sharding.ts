import type { Rejection } from '../../../shared/contracts/rejections.ts';
import { accept, type Result, reject } from '../../../shared/result.ts';
import type { ShardingCommand } from './commands.ts';
import type { Listed, Product } from './product.ts';
import { accountOf, layoutsOf, newestLayout, type ShardingEvent } from './sharding.ts';
import { available } from './stock.ts';

type Decision = Result<ShardingEvent[], Rejection>;
type Of<Type extends ShardingCommand['type']> = Extract<ShardingCommand, { type: Type }>;

/** Each is kept for good, and goes with the calls: nobody needs as many changes in the life of a product. */
export const maxLayouts = 100;

const alreadyDone: Decision = accept([]);

export function decideSharding(product: Product, command: ShardingCommand): Decision {
  if (command.type === 'ChangeShards') return changeShards(product, command);
  if (product.status === 'none' || !product.sharding) return alreadyDone;
  switch (command.type) {
    case 'FinishChange':
      return finishChange(product, command);
    case 'HearShard':
      return hearShard(product, command);
    case 'AllotStock':
      return allotStock(product, command);
  }
}

/**
 * The homes of today must refuse orders that were placed from some moment on before others may take them. Where the
 * only home is the product's own actor, that is done by one commit.
 */
function changeShards(product: Product, { at, productId, count, reason }: Of<'ChangeShards'>): Decision {
  if (product.status === 'none') return reject({ type: 'ProductNotFound', productId });
  const { changing } = product.sharding ?? { changing: null };
  if (changing) return changing.count === count ? alreadyDone : reject({ type: 'ShardsChanging' });
  const newest = newestLayout(product);
  if (newest.count === count) return alreadyDone;
  if (layoutsOf(product).length >= maxLayouts) return reject({ type: 'ShardsLimit', limit: maxLayouts });
  const from = Math.max(at, newest.since + 1, (product.latestPlacedAt ?? 0) + 1);
  if (newest.count === 1) return accept([{ type: 'ShardsChanged', at, count, since: from, reason }]);
  return accept([{ type: 'ShardsChanging', at, count, from, reason }]);
}

function finishChange({ sharding }: Listed, { at, from }: Of<'FinishChange'>): Decision {
  const changing = sharding?.changing;
  if (!changing) return alreadyDone;
  if (from > changing.from) return accept([{ type: 'ShardsChangePutOff', at, from }]);
  const { count, reason } = changing;
  return accept([{ type: 'ShardsChanged', at, count, since: changing.from, reason }]);
}

function hearShard({ sharding }: Listed, { at, shard, report }: Of<'HearShard'>): Decision {
  if (!sharding || report.seq <= accountOf(sharding, shard).seq) return alreadyDone;
  const { sealedFrom: _, ...figures } = report;
  return accept([{ type: 'ShardReported', at, shard, ...figures }]);
}

function allotStock(product: Listed, { at, shard, units }: Of<'AllotStock'>): Decision {
  const { productId, stock } = product;
  const left = available(stock);
  if (units > left) {
    return reject({ type: 'InsufficientStock', items: [{ productId, requested: units, available: left }] });
  }
  return units === 0 ? alreadyDone : accept([{ type: 'StockAllotted', at, shard, units }]);
}
