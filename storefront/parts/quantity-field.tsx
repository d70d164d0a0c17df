import { texts } from '../texts.ts';
import { Icon } from './icon.tsx';

interface Counted {
  label: string;
  quantity: number;
  min?: number;
  max: number;
  onChange: (quantity: number) => void;
}

/** How many, by buttons or by typing. */
export function QuantityField({ label, quantity, min = 1, max, onChange }: Counted) {
  const choose = (wanted: number) => onChange(Math.min(Math.max(wanted, min), Math.max(max, min)));
  return (
    <fieldset class="quantity">
      <legend class="unseen">{label}</legend>
      <button
        type="button"
        aria-label={texts.product.fewer}
        aria-disabled={quantity <= min}
        onClick={() => choose(quantity - 1)}
      >
        <Icon name="less" />
      </button>
      <input
        type="number"
        aria-label={label}
        min={min}
        max={max}
        value={quantity}
        onChange={(event) => choose(event.currentTarget.valueAsNumber || min)}
      />
      <button
        type="button"
        aria-label={texts.product.more}
        aria-disabled={quantity >= max}
        onClick={() => choose(quantity + 1)}
      >
        <Icon name="more" />
      </button>
    </fieldset>
  );
}
