import type { Place } from '../contracts/faults.ts';
import { saidBy } from './said.ts';
import { traceIdAmong } from './trace.ts';
import { note, noteCall } from './wire.ts';

/** The trace in which somebody works: of what they were last asked in. What they then ask belongs to it. */
export interface Work {
  traceId: string;
}

/** Service bindings, by the place that they lead to. Other services have the same names for them. */
const services: Readonly<Record<string, Place>> = { PRODUCT: 'product', CART: 'cart', ORDER: 'order' };

/** What a worker has at hand, with everything noted that goes out of it. */
export function tapped<Env extends object>(env: Env, from: Place, work: Work): Env {
  const tap = ([name, binding]: [string, unknown]): [string, unknown] => {
    const to = services[name];
    if (to) return [name, tappedCalls(binding as object, { from, to }, work)];
    if (name === 'BANKS') return [name, tappedBanks(binding as Named, from, work)];
    return [name, isQueue(binding) ? tappedQueue(binding, from) : binding];
  };
  return Object.fromEntries(Object.entries(env).map(tap)) as Env;
}

type Way = { from: Place; to: Place };
type Method = (...args: unknown[]) => Promise<unknown>;

function tappedCalls<Target extends object>(target: Target, way: Way, work: Work): Target {
  return new Proxy(target, {
    get: (_, name) => {
      const method = (...args: unknown[]) => (target as Record<PropertyKey, Method>)[name]?.(...args);
      if (name === 'fetch') return (request: Request) => tappedFetch(target as Fetches, request, way);
      return (...args: unknown[]) => {
        const traceId = traceIdAmong(args) ?? work.traceId;
        const call = async () => method(...args);
        return noteCall({ ...way, name: String(name), traceId }, call, outcomeOf);
      };
    },
  });
}

interface Fetches {
  fetch(request: Request): Promise<Response>;
}

/** What carries no trace is asked by the gateway itself: how the services are, and what goes wrong in them. */
function tappedFetch(target: Fetches, request: Request, way: Way): Promise<Response> {
  const traceId = traceIdAmong([{ trace: request.headers.get('traceparent') }]);
  if (traceId === undefined) return target.fetch(request);
  const name = `${request.method} ${new URL(request.url).pathname}`;
  return noteCall(
    { ...way, name, traceId },
    () => target.fetch(request),
    ({ status }) => String(status),
  );
}

/** A refusal is an answer: it says its type. */
function outcomeOf(answer: unknown): string {
  const { ok, rejection } = (answer ?? {}) as { ok?: boolean; rejection?: { type?: string } };
  return ok === false ? (rejection?.type ?? 'refused') : 'ok';
}

interface Named {
  getByName(name: string): object;
}

function tappedBanks(banks: Named, from: Place, work: Work): Named {
  return { getByName: (name) => tappedCalls(banks.getByName(name), { from, to: 'bank' }, work) };
}

/** Bindings of the platform answer to any name, so it is the class that tells. */
function isQueue(binding: unknown): binding is Queue {
  return (binding as object | null)?.constructor?.name === 'WorkerQueue';
}

function tappedQueue(queue: Queue, from: Place): Pick<Queue, 'send' | 'sendBatch'> {
  const sent = (body: unknown) =>
    note({ at: Date.now(), from, to: 'queues', ...saidBy(body), ms: 0, outcome: 'sent' });
  return {
    send(body, options) {
      sent(body);
      return queue.send(body, options);
    },
    sendBatch(messages, options) {
      const all = [...messages];
      for (const { body } of all) sent(body);
      return queue.sendBatch(all, options);
    },
  };
}
