import type { OrderQuery } from '../schemas.ts';

export const orderStatuses = [
  'placing',
  'awaitingPayment',
  'confirmed',
  'fulfilled',
  'failed',
  'canceled',
  'partiallyRefunded',
  'refunded',
] as const satisfies NonNullable<OrderQuery['status']>[];

/** What to ask the API for, from what the address says. Times in it are local, those of the API are UTC. */
export function orderQueryOf(query: URLSearchParams): OrderQuery {
  const status = orderStatuses.find((known) => known === query.get('status'));
  const customer = query.get('customer');
  const [from, to] = [utcOf(query.get('from')), utcOf(query.get('to'))];
  return {
    ...(status && { status }),
    ...(customer && { customer }),
    ...(from && { from }),
    ...(to && { to }),
  };
}

/** undefined for what is no time, since the address can be mistyped. */
function utcOf(local: string | null): string | undefined {
  const time = new Date(local ?? '');
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
