import { texts } from '../texts.ts';
import { HopList } from './hop-list.tsx';
import { type PatternName, patterns } from './patterns.ts';
import { Picture } from './picture.tsx';
import { PlayerButtons } from './player-buttons.tsx';
import type { Run } from './run.ts';
import { usePlayer } from './use-player.ts';

/** Whoever asks for little motion goes through the steps by hand, and nothing runs along the arrows. */
const isCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A checkout as a picture that plays, and as a list. */
export function PlayedRun({ run, chosen }: { run: Run; chosen: PatternName | null }) {
  const { hops } = run;
  const player = usePlayer(hops.length, isCalm());
  const pattern = chosen === null ? undefined : patterns[chosen];
  return (
    <>
      <p class="above" role="status">
        {texts.patterns.ran(run.wiring, run.isByMessages, run.answer, hops.length)}
      </p>
      <div class="run">
        <div>
          <Picture hop={hops[player.at]} shown={pattern?.ways ?? []} isMoving={!isCalm()} />
          <PlayerButtons player={player} steps={hops.length} canPlay={!isCalm()} />
        </div>
        <HopList
          hops={hops}
          at={player.at}
          shows={(hop) => pattern?.shows(hop) ?? false}
          onChoose={player.goTo}
        />
      </div>
    </>
  );
}
