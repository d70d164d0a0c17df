import type { HoldCommand } from './hold.ts';
import type { Details, OpenWaitingRoom } from './product.ts';
import type { Report } from './sharding.ts';

/** `at` is when the command was given, ms since 1970. */
export type ProductCommand =
  | ({ at: number } & (
      | { type: 'ListProduct'; productId: string; details: Details }
      | { type: 'ArchiveProduct'; productId: string }
      | { type: 'AdjustStock'; productId: string; delta: number; reason: string }
      /** Details and stock at once: so many are on the shelf, and on sale. */
      | { type: 'ImportProduct'; productId: string; details: Details; onHand: number }
      /** Or change how it lets in. */
      | ({ type: 'OpenWaitingRoom'; productId: string } & OpenWaitingRoom)
      | { type: 'CloseWaitingRoom'; productId: string }
    ))
  | HoldCommand
  | ShardingCommand;

export type ShardingCommand = { at: number } & (
  | {
      type: 'ChangeShards';
      productId: string;
      /** 1: everything is to be in the product's own actor again. */
      count: number;
      reason: string;
    }
  /** All homes are sealed; the last of them from `from` on. */
  | { type: 'FinishChange'; from: number }
  | { type: 'HearShard'; shard: number; report: Report }
  | { type: 'AllotStock'; shard: number; units: number }
);
