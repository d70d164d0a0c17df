import { texts } from '../texts.ts';

interface Accepting {
  isAccepted: boolean;
  onAccept: (isAccepted: boolean) => void;
}

/** Nobody pays another price than the one that was seen. */
export function AcceptPrices({ isAccepted, onAccept }: Accepting) {
  return (
    <div class="ask">
      <p>{texts.checkout.acceptFirst}</p>
      <label>
        <input
          type="checkbox"
          required
          checked={isAccepted}
          onChange={(event) => onAccept(event.currentTarget.checked)}
        />
        {texts.checkout.acceptPrices}
      </label>
    </div>
  );
}
