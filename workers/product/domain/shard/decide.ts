import type { Rejection } from '../../../../shared/contracts/rejections.ts';
import { accept, type Result } from '../../../../shared/result.ts';
import { decideHold } from '../decide-hold.ts';
import type { Hold } from '../hold.ts';
import type { Seal } from '../sharding.ts';
import { available } from '../stock.ts';
import type { ShardCommand, ShardEvent, StockShard } from './shard.ts';

type Of<Type extends ShardCommand['type']> = Extract<ShardCommand, { type: Type }>;

export function decideShard(
  shard: StockShard,
  command: ShardCommand,
  hold: Hold | undefined,
): Result<ShardEvent[], Rejection> {
  const free = available(shard.stock);
  switch (command.type) {
    case 'HearProduct':
      return accept(hearProduct(shard, command));
    case 'ReturnUnits':
      return accept(free === 0 ? [] : [{ type: 'UnitsReturned', at: command.at, units: free }]);
    default: {
      const { productId = '', onSale = false, roomKey = null } = shard.listing ?? {};
      const shelf = { productId, onSale, available: free, roomKey };
      return decideHold(shelf, command, hold);
    }
  }
}

/** What is older than what is known changes nothing. */
function hearProduct(shard: StockShard, { at, given, listing, seal }: Of<'HearProduct'>): ShardEvent[] {
  const events: ShardEvent[] = [];
  if (given > shard.taken) events.push({ type: 'UnitsTaken', at, units: given - shard.taken });
  if (listing.version > (shard.listing?.version ?? 0)) events.push({ type: 'ListingHeard', at, listing });
  const sealed = seal && newerSeal(shard, seal);
  if (sealed) events.push({ type: 'ShardSealed', at, ...sealed });
  return events;
}

/** Never before what was taken here already. */
function newerSeal({ seal: known, latestPlacedAt = 0 }: StockShard, asked: Seal): Seal | null {
  if (known && asked.known < known.known) return null;
  const before = known?.known === asked.known ? known.from : 0;
  const from = Math.max(asked.from, latestPlacedAt + 1);
  return from > before ? { from, known: asked.known } : null;
}
