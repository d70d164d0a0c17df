import { useState } from 'preact/hooks';
import { Problem } from '../parts/problem.tsx';
import { useAction } from '../parts/use-action.ts';
import { texts } from '../texts.ts';
import { importLines } from './import-lines.ts';
import { addedTo, type ImportTally, newTally } from './import-tally.ts';
import { ImportView } from './import-view.tsx';

/** Takes a file of products that is dropped here or chosen, and tells what becomes of its lines. */
export function ImportCard() {
  const [tally, setTally] = useState<ImportTally>();
  const [isOver, setOver] = useState(false);
  const { run, isBusy, problem } = useAction();
  const take = (file: File | undefined) => {
    if (!file || isBusy) return;
    run(async () => {
      const text = await file.text();
      setTally(newTally(file.name, text));
      await importLines(text, (result) => setTally((before) => before && addedTo(before, result)));
    });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files[0]);
  };
  const over = (event: DragEvent) => {
    // Without this a browser opens the file instead.
    event.preventDefault();
    setOver(true);
  };
  return (
    <section
      class={`card drop ${isOver ? 'over' : ''}`}
      aria-label={texts.import.title}
      onDrop={drop}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
    >
      <h2>{texts.import.title}</h2>
      <p class="soft">{texts.import.about}</p>
      <label class="file">
        {texts.import.choose}
        <input
          type="file"
          accept=".ndjson,.jsonl"
          disabled={isBusy}
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
      </label>
      <Problem sentence={problem} />
      {tally && <ImportView tally={tally} isBusy={isBusy} />}
    </section>
  );
}
