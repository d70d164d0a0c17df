import { Stripe } from 'stripe';
import type { Charge, Intent } from './intent.ts';

export interface StripeEvent {
  id: string;
  object: 'event';
  type: string;
  created: number;
  livemode: boolean;
  data: { object: Intent | Charge };
  [more: string]: unknown;
}

/** What Stripe has to tell the shop, in the order in which it happened. Tests choose when and how often it comes. */
export class Events {
  readonly #waiting: StripeEvent[] = [];
  #made = 0;

  readonly tell = (type: string, object: Intent | Charge): void => {
    this.#made += 1;
    this.#waiting.push({
      id: `evt_test${this.#made}`,
      object: 'event',
      type,
      created: Math.floor(Date.now() / 1000),
      livemode: object.livemode,
      data: { object: structuredClone(object) },
    });
  };

  /** What has not been taken yet. */
  take(): StripeEvent[] {
    return this.#waiting.splice(0);
  }
}

/** An event as it is posted: its bytes and Stripe's signature over them. @param at seconds since 1970 */
export function signed(event: unknown, secret: string, at?: number) {
  return signedText(JSON.stringify(event), secret, at);
}

export function signedText(body: string, secret: string, at = Math.floor(Date.now() / 1000)) {
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: at });
  return { body, headers: { 'content-type': 'application/json', 'stripe-signature': signature } };
}
