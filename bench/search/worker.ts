import { Catalog } from '../../workers/product/catalog.ts';
import { productUpdated } from './products.ts';

interface Env {
  CATALOG: D1Database;
}

const pageLimit = 20;

/**
 * What the product service does with its catalog, and nothing around it.
 *
 *   POST /load?from=&count=      lists generated products
 *   GET  /search?q=&category=    answers a page of what is found
 *   GET  /floor                  answers without a database
 */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const catalog = new Catalog(env.CATALOG);
    if (pathname === '/load')
      return fill(catalog, Number(searchParams.get('from')), Number(searchParams.get('count')));
    if (pathname === '/search') return find(catalog, searchParams);
    return Response.json({ items: [], last: null });
  },
};

async function fill(catalog: Catalog, from: number, count: number): Promise<Response> {
  await catalog.take(Array.from({ length: count }, (_, index) => productUpdated(from + index)));
  return Response.json({ count });
}

async function find(catalog: Catalog, asked: URLSearchParams): Promise<Response> {
  const category = asked.get('category');
  const attributes: Record<string, string> = category === null ? {} : { category };
  const q = asked.get('q') ?? '';
  return Response.json(
    await catalog.list({
      q,
      attributes,
      status: 'active',
      after: asked.get('after') ?? '',
      limit: pageLimit,
    }),
  );
}
