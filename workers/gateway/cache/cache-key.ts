/** Never asked for over a network: it only names entries. */
const origin = 'https://catalog.konbini.invalid';

/** A page that nobody asks for twice is not worth its room. */
const maxQueryLength = 300;

/** The name of what is said of a product. */
export function productUrl(productId: string): string {
  return `${origin}/v1/products/${productId}`;
}

/**
 * The name of an answer: the path, and the query in a fixed order, so that one question has one answer. undefined
 * where it may differ from caller to caller, which archived products do.
 */
export function cacheKeyOf(request: Request): string | undefined {
  const { pathname, search, searchParams } = new URL(request.url);
  if (search.length > maxQueryLength || searchParams.has('status')) return undefined;
  searchParams.sort();
  return `${origin}${pathname}${searchParams.size > 0 ? `?${searchParams}` : ''}`;
}
