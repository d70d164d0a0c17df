import { refuse } from './bad-deploy.ts';

/** The cart service as a bad deploy might leave it: it answers calls, and no message gets through. */
export * from '../../workers/cart/worker.ts';
export default { queue: refuse };
