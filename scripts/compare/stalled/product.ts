import { standStill } from './stand-still.ts';

/** The product service behind queues that stand still: it answers calls, and messages wait. */
export * from '../../../workers/product/worker.ts';
export default { queue: standStill };
