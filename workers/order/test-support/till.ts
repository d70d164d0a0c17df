import type { CartService, CheckoutLine } from '../../../shared/contracts/cart.ts';
import type { Network } from './network.ts';

/** The one cart of a checkout, in memory. It listens to the order that it was frozen for, and to no other. */
export class Till implements Pick<CartService, 'validate' | 'reopen'> {
  status: 'checkingOut' | 'open' | 'converted' = 'checkingOut';
  /** Whether the request that began the checkout may be made again with its key. */
  forgotten = false;
  lines: CheckoutLine[] = [
    { productId: 'onigiri', quantity: 1, name: 'Onigiri', image: null, unitPriceMinor: 220 },
    { productId: 'coffee', quantity: 2, name: 'Coffee', image: null, unitPriceMinor: 150 },
  ];
  readonly #network: Network;
  readonly #orderId: string;

  constructor(network: Network, orderId: string) {
    this.#network = network;
    this.#orderId = orderId;
  }

  validate(_cartId: string, orderId: string) {
    return this.#network.call('validate', () => {
      const isMine = this.status !== 'open' && orderId === this.#orderId;
      const rejection = { type: 'CartExpired' } as const;
      if (!isMine) return { ok: false as const, rejection, replayed: false };
      return { ok: true as const, value: { currency: 'EUR', lines: this.lines }, replayed: false };
    });
  }

  reopen(_cartId: string, orderId: string, _cause: unknown, { forget }: { forget: boolean }): Promise<void> {
    return this.#network.call('reopen', () => {
      if (this.status !== 'checkingOut' || orderId !== this.#orderId) return;
      this.status = 'open';
      this.forgotten = forget;
    });
  }

  convert(orderId: string): void {
    if (this.status === 'checkingOut' && orderId === this.#orderId) this.status = 'converted';
  }

  async copiedSeq(): Promise<number> {
    return 0;
  }
}
