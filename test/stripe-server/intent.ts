import type { PaymentError } from './cards.ts';

/** A PaymentIntent, with the fields of docs.stripe.com/api/payment_intents/object that matter to a server. */
export interface Intent {
  id: string;
  object: 'payment_intent';
  amount: number;
  amount_capturable: number;
  amount_received: number;
  capture_method: string;
  client_secret: string;
  currency: string;
  last_payment_error: PaymentError | null;
  latest_charge: string | Charge | null;
  livemode: boolean;
  metadata: Record<string, string>;
  next_action: { type: string } | null;
  payment_method: string | null;
  status: 'requires_payment_method' | 'requires_action' | 'requires_capture' | 'succeeded' | 'canceled';
}

export interface Charge {
  id: string;
  object: 'charge';
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  captured: boolean;
  currency: string;
  livemode: boolean;
  metadata: Record<string, string>;
  payment_intent: string;
  refunded: boolean;
}

export interface Refund {
  id: string;
  object: 'refund';
  amount: number;
  charge: string;
  currency: string;
  metadata: Record<string, string>;
  payment_intent: string;
  status: 'succeeded';
}
