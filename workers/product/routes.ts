import { auditHandlers } from '../../shared/audit/handlers.ts';
import { encodeCursor } from '../../shared/contracts/page.ts';
import {
  productBodySchema,
  productListQuerySchema,
  shardsBodySchema,
  stockBodySchema,
} from '../../shared/contracts/product.ts';
import { exportQuerySchema, maxImportBytes } from '../../shared/contracts/product-line.ts';
import { chunksOf } from '../../shared/http/body-chunks.ts';
import { causeOf, withBody, withCall } from '../../shared/http/call.ts';
import { etagOf } from '../../shared/http/etag.ts';
import { decodeCaller } from '../../shared/http/internal-headers.ts';
import { hasType, unsupportedMediaTypeFor } from '../../shared/http/json-body.ts';
import { problem, problemOf, problemResponse } from '../../shared/http/problem.ts';
import { parseQuery } from '../../shared/http/query.ts';
import { json, respond, versioned } from '../../shared/http/respond.ts';
import {
  routeNotFound,
  type ServiceHealth,
  type ServiceRequest,
  serviceRouter,
} from '../../shared/http/service-router.ts';
import { validationProblem } from '../../shared/http/validation.ts';
import { productIdSchema, stockActorIdSchema } from '../../shared/ids.ts';
import { ndjsonType } from '../../shared/ndjson/lines.ts';
import { ndjson } from '../../shared/ndjson/response.ts';
import { getRebuild, startRebuild } from '../../shared/projection/handlers.ts';
import { readModelHealth } from '../../shared/projection/health.ts';
import { RequestTable } from '../../shared/request-table.ts';
import { Catalog } from './catalog.ts';
import { catalogKeeper } from './catalog-keeper.ts';
import { exportProducts, type IdPage } from './import/export.ts';
import { importProducts } from './import/import.ts';
import { isShardName } from './sharding/shard-name.ts';
import * as waitingRoom from './waiting-room/handlers.ts';
import type { Env } from './worker.ts';

type Handler = (request: ServiceRequest, env: Env) => Promise<Response>;

const list: Handler = async (request, env) => {
  const query = parseQuery(request, productListQuerySchema);
  if (!query.ok) return problemResponse(query.rejection);
  const { cursor = '', ...asked } = query.value;
  if (asked.status === 'archived' && decodeCaller(request).kind !== 'admin') {
    return problemResponse(
      problem(403, 'forbidden', 'Forbidden', 'Archived products are listed for administrators only.'),
    );
  }
  const { items, last } = await new Catalog(env.CATALOG).list({ ...asked, after: cursor });
  return json({ items, next: encodeCursor(last) });
};

const get: Handler = (request, env) =>
  withProduct(request, env, async (product, id) => {
    const view = await product.view();
    if (!view) return problemResponse(problemOf({ type: 'ProductNotFound', productId: id }));
    return versioned(request, view, view.available);
  });

const put: Handler = (request, env) =>
  withProduct(request, env, (product) =>
    withBody(request, productBodySchema, async (body, call) =>
      respond(await product.put(body, call), ({ product: view, created }) =>
        json(view, {
          status: created ? 201 : 200,
          etag: etagOf(view.version, view.available),
          headers: created ? { location: `/v1/products/${view.id}` } : {},
        }),
      ),
    ),
  );

const archive: Handler = (request, env) =>
  withProduct(request, env, (product) =>
    withCall(request, undefined, async (call) =>
      respond(await product.archive(call), () => new Response(null, { status: 204 })),
    ),
  );

const adjustStock: Handler = (request, env) =>
  withProduct(request, env, (product) =>
    withBody(request, stockBodySchema, async (body, call) =>
      respond(await product.adjust(body, call), (stock) => json(stock)),
    ),
  );

const getStock: Handler = (request, env) =>
  withProduct(request, env, async (product, id) => {
    const stock = await product.stock();
    return stock ? json(stock) : problemResponse(problemOf({ type: 'ProductNotFound', productId: id }));
  });

const changeShards: Handler = (request, env) =>
  withProduct(request, env, (product) =>
    withBody(request, shardsBodySchema, async ({ count }, call) =>
      respond(await product.changeShards(count, call), (stock) => {
        const isUnderWay = stock.shards?.changingTo != null;
        return json(stock, { status: isUnderWay ? 202 : 200 });
      }),
    ),
  );

const importAll: Handler = async (request, env) => {
  if (!hasType(request, ndjsonType)) return problemResponse(unsupportedMediaTypeFor(ndjsonType));
  const chunks = chunksOf(request.body, maxImportBytes);
  return ndjson(importProducts(chunks, (id) => env.PRODUCTS.getByName(id), causeOf(request)));
};

const exportAll: Handler = async (request, env) => {
  const query = parseQuery(request, exportQuerySchema);
  if (!query.ok) return problemResponse(query.rejection);
  const { after = '', limit = Infinity } = query.value;
  return ndjson(exportProducts(idsOnSale(env), (id) => env.PRODUCTS.getByName(id), after, limit));
};

function idsOnSale(env: Env): IdPage {
  const catalog = new Catalog(env.CATALOG);
  return async (after, limit) => {
    const { items } = await catalog.list({ q: '', attributes: {}, status: 'active', after, limit });
    return items.map(({ id }) => id);
  };
}

const rebuild: Handler = (request, env) =>
  startRebuild(request, catalogKeeper(env), new RequestTable(env.CATALOG));

const rebuildStatus: Handler = (_, env) => getRebuild(catalogKeeper(env));

const health = async (env: Env): Promise<ServiceHealth> => {
  const { projection } = new Catalog(env.CATALOG);
  return { readModels: { catalog: await readModelHealth(projection, catalogKeeper(env)) } };
};

type Stub = ReturnType<Env['PRODUCTS']['getByName']>;

/** A name that no product can have is not looked up: looking up makes an actor. */
async function withProduct(
  request: ServiceRequest,
  env: Env,
  handle: (product: Stub, id: string) => Promise<Response>,
): Promise<Response> {
  const id = request.params.id ?? '';
  if (!productIdSchema.safeParse(id).success) {
    if (request.method !== 'PUT')
      return problemResponse(problemOf({ type: 'ProductNotFound', productId: id }));
    return problemResponse(
      validationProblem([{ path: 'id', message: 'must match [a-z0-9][a-z0-9._-]{0,63}' }]),
    );
  }
  return handle(env.PRODUCTS.getByName(id), id);
}

const audit = auditHandlers<Env>({
  kind: 'product',
  idSchema: stockActorIdSchema,
  find: (env, id) => (isShardName(id) ? env.STOCK : env.PRODUCTS).getByName(id),
  notFound: (id) => problemOf({ type: 'ProductNotFound', productId: id }),
});

/** Product's part of the HTTP API. Who may call what is the gateway's to say. */
export const routes = serviceRouter<Env>('product', health)
  .post('/v1/admin/read-models/catalog/rebuild', rebuild)
  .get('/v1/admin/read-models/catalog/rebuild', rebuildStatus)
  .get('/v1/products', list)
  .get('/v1/products/:id', get)
  .put('/v1/products/:id', put)
  .delete('/v1/products/:id', archive)
  .post('/v1/products/:id/stock', adjustStock)
  .get('/v1/products/:id/stock', getStock)
  .post('/v1/products/:id/stock/shards', changeShards)
  .put('/v1/products/:id/waiting-room', waitingRoom.openWaitingRoom)
  .delete('/v1/products/:id/waiting-room', waitingRoom.closeWaitingRoom)
  .post('/v1/products/:id/waiting-room/places', waitingRoom.takePlace)
  .get('/v1/products/:id/waiting-room/places/:cartId', waitingRoom.getPlace)
  .get('/v1/products/:id/waiting-room/places/:cartId/live', waitingRoom.followPlace)
  .get('/v1/admin/audit/product/:id', audit.events)
  .post('/v1/admin/audit/product/:id/verify', audit.verify)
  .get('/v1/admin/audit/product/:id/verify', audit.verification)
  .post('/v1/admin/products/import', importAll)
  .get('/v1/admin/products/export', exportAll)
  .all('*', routeNotFound);
