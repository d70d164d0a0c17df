import { texts } from '../texts.ts';
import type { ImportTally } from './import-tally.ts';

/** How far an import is, and which lines have failed. */
export function ImportView({ tally, isBusy }: { tally: ImportTally; isBusy: boolean }) {
  const { fileName, done, total, counts, failures } = tally;
  return (
    <>
      <progress value={done} max={Math.max(total, 1)} aria-label={texts.import.progress} />
      <p role="status">
        {isBusy ? texts.import.underWay(fileName, done, total) : texts.import.finished(fileName, counts)}
      </p>
      <ul class="failures">
        {failures.map(({ line, id, problem }) => (
          <li key={line}>{texts.import.failure(line, id ?? '', problem?.detail ?? '')}</li>
        ))}
      </ul>
    </>
  );
}
