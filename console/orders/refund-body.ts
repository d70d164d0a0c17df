import { minorUnitsOf } from '../parts/minor-units.ts';
import type { Order, RefundBody } from '../schemas.ts';

/** All that is left, an amount, or the price of some items. */
export const refundKinds = ['rest', 'amount', 'items'] as const;
export type RefundKind = (typeof refundKinds)[number];

/** The refund that a form asks for. */
export function refundBodyOf(
  kind: RefundKind,
  form: FormData,
  { items, totals }: Pick<Order, 'items' | 'totals'>,
): RefundBody {
  const reason = String(form.get('reason') ?? '').trim();
  const said = reason === '' ? {} : { reason };
  const { currency } = totals.total;
  if (kind === 'amount') {
    return { ...said, amount: { amount: minorUnitsOf(String(form.get('amount')), currency), currency } };
  }
  if (kind === 'items') {
    const chosen = items
      .map(({ productId }) => ({ productId, quantity: Number(form.get(`units:${productId}`)) }))
      .filter(({ quantity }) => quantity > 0);
    return { ...said, items: chosen, restock: form.has('restock') };
  }
  return said;
}
