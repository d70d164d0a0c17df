/** What the address says after its `#`. */
export type Route =
  | { page: 'home' }
  | { page: 'catalog'; words: string; category: string }
  | { page: 'product'; id: string }
  | { page: 'cart' }
  | { page: 'checkout' }
  | { page: 'order'; id: string }
  | { page: 'account' }
  | { page: 'missing' };

export const homeHref = '#/';
export const cartHref = '#/cart';
export const checkoutHref = '#/checkout';
export const accountHref = '#/account';

export function productHref(id: string): string {
  return `#/products/${encodeURIComponent(id)}`;
}

export function orderHref(id: string): string {
  return `#/orders/${encodeURIComponent(id)}`;
}

export function catalogHref({
  words = '',
  category = '',
}: {
  words?: string;
  category?: string;
} = {}): string {
  const query = new URLSearchParams({ ...(words && { q: words }), ...(category && { category }) });
  return query.size > 0 ? `#/products?${query}` : '#/products';
}

export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [room, id] = path.split('/').map(decoded);
  if (!room) return { page: 'home' };
  if (room === 'products') return id ? { page: 'product', id } : catalogOf(new URLSearchParams(query));
  if (room === 'orders' && id) return { page: 'order', id };
  if (room === 'cart' || room === 'checkout' || room === 'account') return { page: room };
  return { page: 'missing' };
}

function catalogOf(query: URLSearchParams): Route {
  return { page: 'catalog', words: query.get('q') ?? '', category: query.get('category') ?? '' };
}

/** An address that somebody has cut off is no error. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
