import { texts } from '../texts.ts';
import { type PatternName, patternNames } from './patterns.ts';

interface PatternCardsProps {
  chosen: PatternName | null;
  onChoose: (name: PatternName | null) => void;
}

/** The six patterns in two sentences each. The one that is chosen is shown in the picture. */
export function PatternCards({ chosen, onChoose }: PatternCardsProps) {
  return (
    <ul class="patterns">
      {patternNames.map((name) => (
        <li key={name} class={`card ${name === chosen ? 'chosen' : ''}`}>
          <h3>{texts.patterns.six[name].title}</h3>
          <p>{texts.patterns.six[name].about}</p>
          <button
            type="button"
            aria-pressed={name === chosen}
            aria-label={texts.patterns.show(texts.patterns.six[name].title)}
            onClick={() => onChoose(name === chosen ? null : name)}
          >
            {texts.patterns.showHere}
          </button>
        </li>
      ))}
    </ul>
  );
}
