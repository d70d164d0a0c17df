import type { WireEntry } from '../contracts/faults.ts';
import { traceIdIn } from './trace.ts';

type Said = Pick<WireEntry, 'kind' | 'name' | 'traceId'>;

/** What a message of a queue says: an event by its type, a step of a saga by its name, or the reply to one. */
export function saidBy(body: unknown): Said {
  const { type, step, answer } = (body ?? {}) as Record<string, unknown>;
  const traceId = traceIdIn(body) ?? '';
  if (typeof type === 'string') return { kind: 'event', name: type, traceId };
  if (typeof answer === 'string') return { kind: 'reply', name: 'reply', traceId };
  return { kind: 'message', name: typeof step === 'string' ? step : 'message', traceId };
}
