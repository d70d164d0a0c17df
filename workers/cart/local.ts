import { localService } from '../../shared/faults/local-service.ts';
import worker, * as cart from './worker.ts';

/* The service as it runs on a laptop: docs/faults.md. */
const local = localService('cart');

export const CartHttp = local.entrypoint(cart.CartHttp);
export const CartService = local.entrypoint(cart.CartService);
export const Cart = local.actor(cart.Cart);
export const ProductCopy = local.actor(cart.ProductCopy);

export default local.handler(worker);
