import type { Details, OpenWaitingRoom } from './product.ts';

/** `at` is when the command was given, ms since 1970. */
export type ProductCommand = { at: number } & (
  | { type: 'ListProduct'; productId: string; details: Details }
  | { type: 'ArchiveProduct'; productId: string }
  | { type: 'AdjustStock'; productId: string; delta: number; reason: string }
  /** Details and stock at once: so many are on the shelf, and on sale. */
  | { type: 'ImportProduct'; productId: string; details: Details; onHand: number }
  /** `admittedBy`: the public key of the waiting room whose ticket the buyer has shown, if it was good. */
  | {
      type: 'ReserveStock';
      productId: string;
      holdId: string;
      quantity: number;
      ttlMs: number;
      admittedBy?: string | undefined;
    }
  | { type: 'CommitHold'; holdId: string; quantity: number }
  | { type: 'ReleaseHold'; holdId: string }
  /** Release what is open, return what is sold. */
  | { type: 'GiveBackHold'; holdId: string }
  /** Some units of a sale come back on the shelf. Once for each `returnId`. */
  | { type: 'RestockUnits'; holdId: string; returnId: string; quantity: number }
  | { type: 'ExpireHold'; holdId: string }
  /** Or change how it lets in. */
  | ({ type: 'OpenWaitingRoom'; productId: string } & OpenWaitingRoom)
  | { type: 'CloseWaitingRoom'; productId: string }
);
