/** A value inside a state, by the way to it: `payment.status`. */
export interface StateLine {
  path: string;
  value: string;
  /** Against the moment before. */
  change: 'same' | 'added' | 'changed' | 'removed';
  /** What was there before; only where something was. */
  before?: string;
}

/** The state as lines, with what is different from the one before, and what is there no more. */
export function stateLines(state: unknown, before: unknown): StateLine[] {
  const [now, then] = [flattened(state), flattened(before)];
  const paths = [...new Set([...now.keys(), ...then.keys()])];
  return paths.map((path) => lineOf(path, now.get(path), then.get(path)));
}

function lineOf(path: string, now: string | undefined, then: string | undefined): StateLine {
  if (now === undefined) return { path, value: '', change: 'removed', before: then ?? '' };
  if (then === undefined) return { path, value: now, change: 'added' };
  return now === then
    ? { path, value: now, change: 'same' }
    : { path, value: now, change: 'changed', before: then };
}

/** Nested values by their paths; what is empty is a value of its own. */
function flattened(value: unknown, path = ''): Map<string, string> {
  const isNested = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (!isNested) return new Map(path === '' && value === undefined ? [] : [[path, JSON.stringify(value)]]);
  const parts = Object.entries(value).map(([name, part]) =>
    flattened(part, path === '' ? name : `${path}.${name}`),
  );
  return new Map(parts.flatMap((part) => [...part]));
}
