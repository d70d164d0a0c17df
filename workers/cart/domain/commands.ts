import type { Caller, Owner } from '../../../shared/contracts/caller.ts';
import type { Line, ProductFacts } from './line.ts';

/** `at` is when the command was given, ms since 1970. Where a buyer acts, `caller` says who claims to be it. */
export type CartCommand = { at: number } & (
  | { type: 'CreateCart'; cartId: string; owner: Owner; currency: string }
  /** `facts`: the product as it was at `lookedUpAt` (ms since 1970), or null when there is none. */
  | {
      type: 'AddItem';
      caller: Caller;
      productId: string;
      quantity: number;
      facts: ProductFacts | null;
      lookedUpAt: number;
    }
  | {
      type: 'ChangeQuantity';
      caller: Caller;
      productId: string;
      quantity: number;
      facts: ProductFacts | null;
    }
  | { type: 'RemoveItem'; caller: Caller; productId: string }
  | { type: 'NoteProduct'; productId: string; facts: ProductFacts }
  | { type: 'StartCheckout'; caller: Caller; orderId: string }
  | { type: 'AwaitCheckout'; orderId: string }
  | { type: 'ReopenCart'; orderId: string }
  | { type: 'ConvertCart'; orderId: string }
  | { type: 'ExpireCart' }
  /** `from` is a guest's cart and `tokenHash` the SHA-256 of its token. */
  | { type: 'BeginMerge'; caller: Caller; from: string; tokenHash: string }
  | { type: 'DelayMerge'; from: string }
  | { type: 'RefuseMerge'; from: string }
  | { type: 'TakeOverLines'; from: string; lines: Line[] }
  | ({ type: 'Surrender' } & Surrender)
);

/** What a cart that takes over another one tells it. */
export interface Surrender {
  into: string;
  tokenHash: string;
  currency: string;
  /** What the other cart holds already. */
  occupied: { productId: string; quantity: number }[];
}
