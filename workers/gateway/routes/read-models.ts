import { orderTotalsQuerySchema, orderTotalsSchema } from '../../../shared/contracts/order-totals.ts';
import { rebuildBodySchema, rebuildViewSchema } from '../../../shared/contracts/read-model.ts';
import { read, write } from '../handling.ts';
import { headersOfPost, type Route, route } from '../route.ts';

export const readModels: Route[] = [
  ...rebuildRoutes('catalog', 'product', 'Catalog', 'the catalog'),
  ...rebuildRoutes('orders', 'order', 'OrderList', 'the list of orders'),
  route({
    method: 'GET',
    path: '/v1/admin/orders/totals',
    access: 'admin',
    scope: 'orders',
    handling: read,
    service: 'order',
    id: 'listOrderTotals',
    summary: 'What came of the orders of each day, by currency, the newest day first',
    params: {},
    query: orderTotalsQuerySchema,
    body: null,
    headers: [],
    answers: { 200: { description: 'A page.', body: orderTotalsSchema, headers: [] } },
    problems: [],
  }),
];

/** @param id as part of the operations' names */
function rebuildRoutes(
  name: 'catalog' | 'orders',
  service: 'product' | 'order',
  id: string,
  what: string,
): Route[] {
  const path = `/v1/admin/read-models/${name}/rebuild` as const;
  return [
    route({
      method: 'POST',
      path,
      access: 'admin',
      scope: 'all',
      handling: write,
      service,
      id: `rebuild${id}`,
      summary: `Build ${what} anew beside live traffic, or join the rebuild that is under way`,
      params: {},
      query: null,
      body: rebuildBodySchema,
      headers: headersOfPost,
      answers: { 202: { description: 'It is under way.', body: rebuildViewSchema, headers: ['Location'] } },
      // A rebuild has no version, but an If-Match that is none is refused everywhere: 412.
      problems: ['version-mismatch'],
    }),
    route({
      method: 'GET',
      path,
      access: 'admin',
      scope: 'all',
      handling: read,
      service,
      id: `get${id}Rebuild`,
      summary: `How far the newest rebuild of ${what} is`,
      params: {},
      query: null,
      body: null,
      headers: [],
      answers: { 200: { description: 'The newest one.', body: rebuildViewSchema, headers: [] } },
      problems: [],
    }),
  ];
}
