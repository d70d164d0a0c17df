import { traceIdOf } from '../trace-id.ts';

interface Traced {
  trace?: unknown;
  cause?: { trace?: unknown };
}

/** The trace that a message or an argument of a call names: its own, or that of its cause. */
export function traceIdIn(value: unknown): string | undefined {
  const { trace, cause } = (value ?? {}) as Traced;
  return traceIdOf(String(trace ?? cause?.trace ?? ''));
}

/** The trace in which a call is made. */
export function traceIdAmong(values: readonly unknown[]): string | undefined {
  return values.map(traceIdIn).find((traceId) => traceId !== undefined);
}
