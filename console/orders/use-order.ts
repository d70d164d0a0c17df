import { useState } from 'preact/hooks';
import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { type Loaded, useLoaded } from '../parts/use-loaded.ts';
import type { Order, Step } from '../schemas.ts';
import { isRunning } from './saga.ts';

export interface OrderWithSteps {
  order: Order;
  steps: Step[];
}

/** Milliseconds between two looks, while its saga runs and afterwards. */
const lively = 1_000;
const calm = 5_000;

/** An order and its timeline, looked at more often while something happens to it. */
export function useOrder(id: string): Loaded<OrderWithSteps> {
  const [isLively, setLively] = useState(true);
  const load = async () => {
    const params = { path: { id } };
    const [order, timeline] = await Promise.all([
      http.GET('/v1/orders/{id}', { params }),
      http.GET('/v1/orders/{id}/timeline', { params }),
    ]);
    const { steps } = dataOf(timeline);
    setLively(isRunning(steps));
    return { order: dataOf(order), steps };
  };
  return useLoaded(load, [id], isLively ? lively : calm);
}
