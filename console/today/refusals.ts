import type { Order } from '../schemas.ts';

/** Buyers meet these: there is no fault in the shop. */
const ofBuyers = [
  'insufficient-stock',
  'payment-declined',
  'price-changed',
  'payment-expired',
  'cart-empty',
  'product-not-found',
];

export interface Refusals {
  forStock: number;
  /** Orders that failed though neither stock nor the buyer's payment was in the way. */
  faults: number;
  /** How often each code, the most frequent first. */
  byCode: { label: string; value: number }[];
}

/** Why orders have failed. */
export function refusalsOf(failed: readonly Pick<Order, 'failure'>[]): Refusals {
  const codes = failed.map(({ failure }) => failure?.code ?? 'unknown');
  const counted = [...new Set(codes)].map((label) => ({
    label,
    value: codes.filter((code) => code === label).length,
  }));
  return {
    forStock: codes.filter((code) => code === 'insufficient-stock').length,
    faults: codes.filter((code) => !ofBuyers.includes(code)).length,
    byCode: counted.sort((one, other) => other.value - one.value),
  };
}
