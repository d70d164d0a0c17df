import type { Host } from './host.ts';
import { type Caller, callOver, outbound } from './network.ts';
import type { World } from './world.ts';

type Remote<Method> = Method extends (...args: infer Args) => infer Answer
  ? (...args: Args) => Promise<Awaited<Answer>>
  : never;

/** An actor's methods, called from elsewhere. */
export function remote<Housed extends object, Method extends keyof Housed & string>(
  world: World,
  host: Host<Housed>,
  caller: Caller,
  methods: readonly Method[],
): { [M in Method]: Remote<Housed[M]> } {
  const entries = methods.map((method) => [
    method,
    (...args: unknown[]) =>
      outbound(caller, `${method} at ${host.name}`, () =>
        callOver(world, host, method, (housed) =>
          (housed[method] as (...args: unknown[]) => unknown)(...structuredClone(args)),
        ),
      ),
  ]);
  return Object.fromEntries(entries);
}
