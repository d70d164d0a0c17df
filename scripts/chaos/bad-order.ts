import type { Env } from '../../workers/order/worker.ts';
import worker from '../../workers/order/worker.ts';
import { isOfDeadLetters, refuse } from './bad-deploy.ts';

/** The order service as a bad deploy might leave it. Dead letters still get through: they are what is tried. */
export * from '../../workers/order/worker.ts';
export default {
  queue: (batch: MessageBatch, env: Env) => (isOfDeadLetters(batch) ? worker.queue(batch, env) : refuse()),
};
