import { localService } from '../../shared/faults/local-service.ts';
import { bank } from '../../shared/faults/surrounded.ts';
import worker, * as order from './worker.ts';

/* The service as it runs on a laptop: docs/faults.md. */
const local = localService('order');

export const OrderHttp = local.entrypoint(order.OrderHttp);
export const OrderService = local.entrypoint(order.OrderService);
export const Order = local.actor(order.Order);
export const WebhookEndpoint = local.actor(order.WebhookEndpoint);
export const OrderListKeeper = local.actor(order.OrderListKeeper);
export const SandboxBank = bank(order.SandboxBank);

export default local.handler(worker);
