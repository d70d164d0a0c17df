import type { CartItem, CartView } from '../client/src/index.ts';

/**
 * A cart at the prices that it would be bought at. The shop's own sums are those of when things were added, until the
 * buyer accepts the new prices, and nobody should be asked to pay another sum than stands on the button.
 */
export function atPricesOfNow(cart: CartView): CartView {
  const items = cart.items.map(itemOfNow);
  const difference = subtotalOf(items) - subtotalOf(cart.items);
  const { subtotal, total } = cart.totals;
  const totals = {
    ...cart.totals,
    subtotal: { ...subtotal, amount: subtotal.amount + difference },
    total: { ...total, amount: total.amount + difference },
  };
  return { ...cart, items, totals };
}

/** A price in another currency cannot be added up: the shop refuses it at the checkout, and says why. */
function itemOfNow(item: CartItem): CartItem {
  const now = item.priceChange?.to;
  if (!now || now.currency !== item.unitPrice.currency) return item;
  return { ...item, unitPrice: now, lineTotal: { ...now, amount: now.amount * item.quantity } };
}

function subtotalOf(items: readonly CartItem[]): number {
  return items.reduce((sum, { lineTotal }) => sum + lineTotal.amount, 0);
}
