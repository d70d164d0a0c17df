import { texts } from '../texts.ts';
import type { Player } from './use-player.ts';

interface PlayerButtonsProps {
  player: Player;
  steps: number;
  /** Whether it may move by itself. */
  canPlay: boolean;
}

/** Step by step, or by itself. */
export function PlayerButtons({ player, steps, canPlay }: PlayerButtonsProps) {
  const { at, isPlaying, goTo, toggle } = player;
  return (
    <div class="actions player">
      <button type="button" disabled={at <= 0} onClick={() => goTo(at - 1)}>
        {texts.patterns.back}
      </button>
      {canPlay && (
        <button type="button" onClick={toggle}>
          {isPlaying ? texts.patterns.pause : texts.patterns.play}
        </button>
      )}
      <button type="button" disabled={at >= steps - 1} onClick={() => goTo(at + 1)}>
        {texts.patterns.forward}
      </button>
      <span class="soft">{texts.patterns.step(at + 1, steps)}</span>
    </div>
  );
}
