/** Where in the page somebody is: `#/orders/ord_1?status=failed`. */
export interface Place {
  /** Of the page: `orders`; empty at the start. */
  page: string;
  /** What follows: `['ord_1']`. */
  rest: string[];
  query: URLSearchParams;
}

export function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page = '', ...rest] = path.split('/').map(decoded);
  return { page, rest: rest.filter((part) => part !== ''), query: new URLSearchParams(query) };
}

/** @param query what is empty in it is left out */
export function hashOf(path: readonly string[], query: Record<string, string> = {}): string {
  const filled = Object.entries(query).filter(([, value]) => value !== '');
  const search = filled.length > 0 ? `?${new URLSearchParams(filled)}` : '';
  return `#/${path.map(encodeURIComponent).join('/')}${search}`;
}

/** A hash that somebody has mistyped is a place that does not exist, and no error. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
