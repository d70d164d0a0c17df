import { useEffect, useRef } from 'preact/hooks';
import { Page } from './pages/page.tsx';
import { Announcer } from './parts/announcer.tsx';
import { Footer } from './parts/footer.tsx';
import { Header } from './parts/header.tsx';
import { NoticeBar } from './parts/notice-bar.tsx';
import type { Route } from './routes.ts';
import { SayContext, useNotice } from './state/notices.ts';
import { useRoute } from './state/use-route.ts';
import { useNewVisit, VisitContext } from './state/visit.ts';
import { texts } from './texts.ts';

export function Storefront() {
  const route = useRoute();
  const visit = useNewVisit();
  const { notice, say, close } = useNotice();
  const main = useArrival(route, close);
  return (
    <SayContext.Provider value={say}>
      <VisitContext.Provider value={visit}>
        <button type="button" class="skip" onClick={() => main.current?.focus()}>
          {texts.skip}
        </button>
        <Header route={route} />
        <main ref={main} tabIndex={-1}>
          <Page route={route} />
        </main>
        <Footer />
        <Announcer cart={visit.cart} />
        <NoticeBar notice={notice} onClose={close} />
      </VisitContext.Provider>
    </SayContext.Provider>
  );
}

/** Another page begins at its top, also for those who hear it, and without old news. Searching on is the same page. */
function useArrival(route: Route, onArrival: () => void) {
  const main = useRef<HTMLElement>(null);
  const place = 'id' in route ? `${route.page} ${route.id}` : route.page;
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    onArrival();
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [place, onArrival]);
  return main;
}
