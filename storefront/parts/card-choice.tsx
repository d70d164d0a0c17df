import { type SandboxCard, sandboxCards } from '../cards.ts';
import { texts } from '../texts.ts';

interface Choice {
  chosen: SandboxCard;
  onChoose: (card: SandboxCard) => void;
}

/** The sandbox's cards, with what each does. */
export function CardChoice({ chosen, onChoose }: Choice) {
  return (
    <fieldset class="cards">
      <legend>{texts.checkout.cards}</legend>
      <p class="soft small">{texts.checkout.cardsHint}</p>
      {sandboxCards.map((card) => (
        <label key={card} class="card-choice">
          <input
            type="radio"
            name="card"
            value={card}
            checked={card === chosen}
            onChange={() => onChoose(card)}
          />
          <span class={`plastic plastic-${card}`} aria-hidden="true" />
          <span class="card-words">
            <strong>{texts.cards[card].name}</strong>
            <span class="soft">{texts.cards[card].does}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
