import { type OrderView, orderViewSchema } from '../../../shared/contracts/order.ts';
import { idInPath } from '../id-in-path.ts';
import type { Route } from '../route.ts';

/** Of which products something else is to be said after this answer to a write. */
export async function changedProducts(route: Route, request: Request, response: Response): Promise<string[]> {
  if (route.method === 'GET' || !response.ok) return [];
  // Buyers who take a place before it change nothing of a product.
  if (route.path.startsWith('/v1/products/:id') && route.access === 'admin') return [idInPath(request)];
  // Whatever is done with an order may move the stock of what is in it.
  if (route.answers[response.status]?.body !== orderViewSchema) return [];
  const { items } = (await response.clone().json()) as OrderView;
  return items.map(({ productId }) => productId);
}
