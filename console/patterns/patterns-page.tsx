import { useRef, useState } from 'preact/hooks';
import { getFaults } from '../faults/local-api.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAction } from '../parts/use-action.ts';
import { useLoaded } from '../parts/use-loaded.ts';
import { texts } from '../texts.ts';
import { PatternCards } from './pattern-cards.tsx';
import { type PatternName, patterns } from './patterns.ts';
import { Picture } from './picture.tsx';
import { PlayedRun } from './played-run.tsx';
import { type Run, runCheckout } from './run.ts';

/** The six patterns as a live picture: what goes between the services for one checkout. */
export function PatternsPage() {
  const faults = useLoaded(getFaults, []);
  const [latest, setLatest] = useState<{ run: Run; number: number } | null>(null);
  const [chosen, setChosen] = useState<PatternName | null>(null);
  const { run, isBusy, problem } = useAction();
  const buy = (byMessages: boolean) =>
    run(async () => {
      const made = await runCheckout(byMessages);
      setLatest((before) => ({ run: made, number: (before?.number ?? 0) + 1 }));
    });
  const picture = useRef<HTMLElement>(null);
  const show = (name: PatternName | null) => {
    setChosen(name);
    if (name !== null) picture.current?.scrollIntoView({ block: 'nearest' });
  };
  const isDeaf = faults.value === null;
  return (
    <PageFrame title={texts.patterns.title} about={texts.patterns.about}>
      <section class="card" aria-label={texts.patterns.picture} aria-busy={isBusy} ref={picture}>
        <div class="actions above">
          <button type="button" class="main" disabled={isBusy || isDeaf} onClick={() => buy(false)}>
            {isBusy ? texts.patterns.listening : texts.patterns.buy}
          </button>
          <button type="button" disabled={isBusy || isDeaf} onClick={() => buy(true)}>
            {texts.patterns.buyByMessages}
          </button>
        </div>
        {isDeaf && <p>{texts.patterns.onLaptopOnly}</p>}
        <Problem sentence={problem || faults.problem} />
        {latest ? (
          <PlayedRun run={latest.run} chosen={chosen} key={latest.number} />
        ) : (
          <Picture hop={undefined} shown={chosen === null ? [] : patterns[chosen].ways} isMoving={false} />
        )}
      </section>
      <h2 class="below">{texts.patterns.sixTitle}</h2>
      <PatternCards chosen={chosen} onChoose={show} />
    </PageFrame>
  );
}
