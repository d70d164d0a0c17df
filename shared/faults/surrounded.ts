import { DurableObject, WorkerEntrypoint } from 'cloudflare:workers';
import type { FaultyService } from '../contracts/faults.ts';
import { faults } from './current.ts';
import { answerLocally } from './local-routes.ts';
import { tapped, type Work } from './tapped.ts';
import { traceIdAmong } from './trace.ts';

type Method = (this: object, ...args: unknown[]) => unknown;
type Constructor = new (ctx: object, env: object) => object;

/** What stands around each method of a class: it may refuse, wait, or go on. */
type Around = (name: string, goOn: () => unknown, args: unknown[], self: object) => unknown;

export class Stopped extends Error {}

/** An entrypoint of a service, which is not there while the service is stopped. */
export function entrypoint<Class>(service: FaultyService, Base: Class): Class {
  return surrounded(service, Base, (name, goOn, [request]) => {
    const local = name === 'fetch' ? answerLocally(request as Request) : undefined;
    if (local) return local;
    if (faults().services[service].stopped) throw new Stopped(`${service} is stopped`);
    return goOn();
  });
}

/** While a service is stopped its alarms wait; how often they ring then is of no consequence. */
const alarmPauseMs = 500;

/** An actor of a service. It is asked by its own service only; by itself it does nothing while that is stopped. */
export function actor<Class>(service: FaultyService, Base: Class): Class {
  return surrounded(service, Base, (name, goOn, _, self) => {
    if (name !== 'alarm' || !faults().services[service].stopped) return goOn();
    const { ctx } = self as { ctx: DurableObjectState };
    return ctx.storage.setAlarm(Date.now() + alarmPauseMs);
  });
}

/** The bank of the sandbox, slow or broken. */
export function bank<Class>(Base: Class): Class {
  return surrounded('order', Base, async (_, goOn) => {
    const { delayMs, broken } = faults().payments;
    if (delayMs > 0) await scheduler.wait(delayMs);
    if (broken) throw new Error('the bank is broken');
    return goOn();
  });
}

/** The class with something around its methods, and with everything noted that it asks of others. */
function surrounded<Class>(service: FaultyService, Base: Class, around: Around): Class {
  const works = new WeakMap<object, Work>();
  const Surrounded = class extends (Base as Constructor) {
    constructor(ctx: object, env: object) {
      const work = { traceId: '' };
      super(ctx, tapped(env, service, work));
      works.set(this, work);
    }
  };
  for (const [name, method] of methodsOf(Base as Constructor)) {
    Object.defineProperty(Surrounded.prototype, name, {
      value(this: object, ...args: unknown[]) {
        const work = works.get(this);
        if (work) work.traceId = traceIdAmong(args.map(asTraced)) ?? work.traceId;
        return around(name, () => method.apply(this, args), args, this);
      },
    });
  }
  return Surrounded as Class;
}

/** A request names its trace in a header. */
function asTraced(value: unknown): unknown {
  return value instanceof Request ? { trace: value.headers.get('traceparent') } : value;
}

/** Of our own classes, from the outermost in; the platform's own begin where there is no more of ours. */
function methodsOf(Base: Constructor): Map<string, Method> {
  const methods = new Map<string, Method>();
  for (let at = Base.prototype; isOurs(at); at = Object.getPrototypeOf(at)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (name !== 'constructor' && typeof value === 'function' && !methods.has(name))
        methods.set(name, value);
    }
  }
  return methods;
}

function isOurs(prototype: object): boolean {
  return prototype !== DurableObject.prototype && prototype !== WorkerEntrypoint.prototype;
}
