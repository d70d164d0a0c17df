import { moneyText } from '../../ui/money.ts';
import { BarChart } from '../parts/bar-chart.tsx';
import type { DayTotals } from '../schemas.ts';
import { texts } from '../texts.ts';
import { revenueOf } from './revenue.ts';
import { lastDays } from './shop-today.ts';

/** What was earned on each of the last days, a chart for each currency. */
export function RevenueCard({ days, now }: { days: readonly DayTotals[]; now: number }) {
  const shown = lastDays(now);
  const series = revenueOf(days, shown);
  return (
    <section class="card">
      <h2>{texts.today.revenue.title(shown.length)}</h2>
      {series.length === 0 && <p class="soft">{texts.today.revenue.none}</p>}
      {series.map(({ currency, values }) => (
        <figure key={currency}>
          <BarChart
            label={texts.today.revenue.label(currency)}
            bars={values.map((value, index) => ({
              label: String(shown[index]).slice(8),
              value,
              text: moneyText({ amount: value, currency }),
            }))}
          />
          <figcaption class="soft">{texts.today.revenue.label(currency)}</figcaption>
        </figure>
      ))}
    </section>
  );
}
