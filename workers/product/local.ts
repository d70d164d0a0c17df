import { localService } from '../../shared/faults/local-service.ts';
import worker, * as product from './worker.ts';

/* The service as it runs on a laptop: docs/faults.md. */
const local = localService('product');

export const ProductHttp = local.entrypoint(product.ProductHttp);
export const ProductService = local.entrypoint(product.ProductService);
export const Product = local.actor(product.Product);
export const StockShard = local.actor(product.StockShard);
export const CatalogKeeper = local.actor(product.CatalogKeeper);
export const WaitingRoom = local.actor(product.WaitingRoom);

export default local.handler(worker);
