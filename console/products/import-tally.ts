import type { ImportResult } from '../schemas.ts';

/** How far an import is. */
export interface ImportTally {
  fileName: string;
  /** Lines that are not blank. */
  total: number;
  done: number;
  counts: Record<ImportResult['status'], number>;
  /** The first ones; there is no use in reading more. */
  failures: ImportResult[];
}

const maxFailures = 20;

export function newTally(fileName: string, text: string): ImportTally {
  const total = text.split('\n').filter((line) => line.trim() !== '').length;
  const counts = { created: 0, updated: 0, unchanged: 0, failed: 0 };
  return { fileName, total, done: 0, counts, failures: [] };
}

export function addedTo(tally: ImportTally, result: ImportResult): ImportTally {
  const { counts, failures } = tally;
  const isListed = result.status === 'failed' && failures.length < maxFailures;
  return {
    ...tally,
    done: tally.done + 1,
    counts: { ...counts, [result.status]: counts[result.status] + 1 },
    failures: isListed ? [...failures, result] : failures,
  };
}
