import type { CartView } from '../../client/src/index.ts';
import { moneyText } from '../../ui/money.ts';
import { texts } from '../texts.ts';

const parts = ['subtotal', 'discount', 'shipping', 'tax'] as const;

/** What it all comes to. Parts that are nothing are left out, and so is a subtotal that is the total. */
export function TotalsTable({ totals }: { totals: CartView['totals'] }) {
  const shown = parts.filter((part) =>
    part === 'subtotal' ? totals.subtotal.amount !== totals.total.amount : totals[part].amount !== 0,
  );
  return (
    <dl class="totals">
      {[...shown, 'total' as const].map((part) => (
        <div key={part} class={`totals-${part}`}>
          <dt>{texts.totals[part]}</dt>
          <dd>{moneyText(totals[part])}</dd>
        </div>
      ))}
    </dl>
  );
}
