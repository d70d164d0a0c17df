import { LineChart } from '../parts/line-chart.tsx';
import type { Health } from '../schemas.ts';
import { texts } from '../texts.ts';

interface LagCardProps {
  readModels: Health['readModels'];
  /** Of the list of orders since this page was opened, in milliseconds. */
  lags: readonly number[];
  room: number;
}

/** How far lists are behind what they show. */
export function LagCard({ readModels: { catalog, orders }, lags, room }: LagCardProps) {
  const { lag } = texts.today;
  return (
    <section class="card">
      <h2>{lag.title}</h2>
      <dl class="figures">
        <div>
          <dt>{lag.orders}</dt>
          <dd>{lag.ms(orders?.lagMs)}</dd>
        </div>
        <div>
          <dt>{lag.catalog}</dt>
          <dd>{lag.ms(catalog?.lagMs)}</dd>
        </div>
        <div>
          <dt>{lag.behind}</dt>
          <dd>{(orders?.lagging ?? 0) + (catalog?.lagging ?? 0)}</dd>
        </div>
      </dl>
      <LineChart label={lag.line} values={lags} room={room} />
    </section>
  );
}
