import type { CartService } from '../../../shared/contracts/cart.ts';
import type { ProductService } from '../../../shared/contracts/product.ts';
import type { SagaCommand } from '../../../shared/contracts/saga-messages.ts';
import type { PaymentProvider } from '../payments/provider.ts';

/** Whom the saga talks to, and how. */
export interface CheckoutPorts {
  cart: Pick<CartService, 'validate' | 'reopen'>;
  product: Omit<ProductService, 'quote' | 'quoteAll'>;
  /** For orders whose steps go by messages: the reply comes to the order in a message, too. */
  send(command: SagaCommand): Promise<unknown>;
  /** @param reference the provider's name for the order's payment, where it has one */
  payment(provider: string, reference: string | null): PaymentProvider;
  /** Tells the sandbox bank what its buyer says. */
  authenticate(paymentId: string, approve: boolean): Promise<unknown>;
  /** How long a hold lives, in ms. */
  holdTtlMs: number;
}
