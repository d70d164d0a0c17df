import { useRef } from 'preact/hooks';
import { LoadedView } from '../parts/loaded-view.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { texts } from '../texts.ts';
import { Figures } from './figures.tsx';
import { LagCard } from './lag-card.tsx';
import { RefusalsCard } from './refusals-card.tsx';
import { RevenueCard } from './revenue-card.tsx';
import { ServicesCard } from './services-card.tsx';
import { shopToday } from './shop-today.ts';

const everyMs = 3_000;
/** Looks that the line of the lag reaches back: five minutes. */
const looksKept = 100;

export function TodayPage() {
  // The shop says how far behind its lists are now; what it was before is for us to remember.
  const lags = useRef<number[]>([]);
  const loaded = useLoaded(
    async () => {
      const now = Date.now();
      const shop = await shopToday(now);
      lags.current = [...lags.current, shop.health.readModels.orders?.lagMs ?? 0].slice(-looksKept);
      return { shop, now, lags: lags.current };
    },
    [],
    everyMs,
  );
  return (
    <PageFrame title={texts.today.title} about={texts.today.about}>
      <LoadedView loaded={loaded}>
        {({ shop, now, lags: seen }) => (
          <>
            <Figures shop={shop} now={now} />
            <div class="columns">
              <RevenueCard days={shop.days} now={now} />
              <RefusalsCard failed={shop.failed} />
              <LagCard readModels={shop.health.readModels} lags={seen} room={looksKept} />
              <ServicesCard services={shop.health.services} />
            </div>
          </>
        )}
      </LoadedView>
    </PageFrame>
  );
}
