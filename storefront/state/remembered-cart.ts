/**
 * A customer's cart, from visit to visit. It is an id and opens nothing without the customer's session; a guest's
 * cart is in a cookie, with what opens it.
 */
const keyOf = (customer: string) => `konbini-cart:${customer}`;

export function rememberedCart(customer: string): string | null {
  return localStorage.getItem(keyOf(customer));
}

export function rememberCart(customer: string, cartId: string): void {
  localStorage.setItem(keyOf(customer), cartId);
}
