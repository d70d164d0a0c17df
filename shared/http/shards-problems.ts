import type { Rejection } from '../contracts/rejections.ts';
import { type Problem, problem } from './problem-document.ts';

type ShardsRejection = Extract<Rejection, { type: `Shards${string}` }>;

/** What can be wrong with splitting a product's stock. */
export function shardsProblem(rejection: ShardsRejection): Problem {
  if (rejection.type === 'ShardsLimit') {
    return problem(
      409,
      'shards-limit',
      'Split too often',
      `The stock of a product can be split anew at most ${rejection.limit} times.`,
      { limit: rejection.limit },
    );
  }
  return problem(
    409,
    'shards-changing',
    'Stock is being split',
    'The stock of this product is just being split into another number of shards. Ask again in a moment.',
  );
}
