import type { WireEntry } from '../contracts/faults.ts';

/** A checkout is some thirty entries; older ones make room. */
const maxEntries = 500;

const entries: WireEntry[] = [];

/** Notes what is said. Its outcome may be filled in later. */
export function note(entry: WireEntry): WireEntry {
  entries.push(entry);
  if (entries.length > maxEntries) entries.shift();
  return entry;
}

/** Notes a call, and when it is over, what has become of it. @param outcomeOf what is told of its answer */
export async function noteCall<Answer>(
  said: Omit<WireEntry, 'at' | 'kind' | 'ms' | 'outcome'>,
  call: () => Promise<Answer>,
  outcomeOf: (answer: Answer) => string,
): Promise<Answer> {
  const at = Date.now();
  const entry = note({ ...said, at, kind: 'call', ms: null, outcome: null });
  const end = (outcome: string) => Object.assign(entry, { ms: Date.now() - at, outcome });
  try {
    const answer = await call();
    end(outcomeOf(answer));
    return answer;
  } catch (error) {
    end('failed');
    throw error;
  }
}

/** What was noted, oldest first. */
export function noted(): readonly WireEntry[] {
  return entries;
}

/**
 * What several have noted, as one: by time, and of what began in the same millisecond the longer first, since the
 * shorter is a part of it.
 */
export function merged(all: readonly WireEntry[]): WireEntry[] {
  return all.toSorted((one, other) => one.at - other.at || (other.ms ?? Infinity) - (one.ms ?? Infinity));
}
