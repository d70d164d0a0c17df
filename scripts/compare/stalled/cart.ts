import { standStill } from './stand-still.ts';

/** The cart service behind queues that stand still: it answers calls, and messages wait. */
export * from '../../../workers/cart/worker.ts';
export default { queue: standStill };
