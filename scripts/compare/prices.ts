import type { OrderUsage } from '../../test/simulation/one-order.ts';

/**
 * Cloudflare's published prices on the Workers Paid plan, in US dollars for a million, without what the plan
 * includes. Read on 2026-11-23 in the pages "Pricing" of Workers, Durable Objects, Queues and D1:
 *
 * - https://developers.cloudflare.com/workers/platform/pricing/ (inbound requests; service bindings are free)
 * - https://developers.cloudflare.com/durable-objects/platform/pricing/ (each RPC call and alarm is a request; setAlarm
 *   is a row written)
 * - https://developers.cloudflare.com/queues/platform/pricing/ (a message of up to 64 KB takes a write, a read, a delete)
 * - https://developers.cloudflare.com/d1/platform/pricing/ (rows written, at the price of Durable Objects)
 */
export const dollarsPerMillion = {
  workerRequests: 0.3,
  objectRequests: 0.15,
  queueOperations: 0.4,
  rowsWritten: 1,
} as const;
export const pricesReadOn = '2026-11-23';

export type Bill = Record<keyof typeof dollarsPerMillion | 'total', number>;

/**
 * US dollars for a million times this. Left out, since they are not counted: CPU time ($0.02 for a million
 * ms), the time that actors are awake ($12.50 for a million GB-s), rows read ($0.001 for a million), storage, mails.
 */
export function costOfMillion(usage: OrderUsage): Bill {
  const parts = {
    workerRequests: usage.workerRequests * dollarsPerMillion.workerRequests,
    objectRequests: usage.objectRequests * dollarsPerMillion.objectRequests,
    queueOperations: usage.queueOperations * dollarsPerMillion.queueOperations,
    rowsWritten: usage.rowsWritten * dollarsPerMillion.rowsWritten,
  };
  return { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
}
