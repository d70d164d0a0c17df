import { pages } from '../pages.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { permissionsOf } from '../session/permissions.ts';
import { PermissionsContext } from '../session/permissions-context.ts';
import type { Administrator } from '../session/session.ts';
import { texts } from '../texts.ts';
import { Navigation } from './navigation.tsx';
import { usePlace } from './use-place.ts';

/** The navigation, and beside it the page that the address says. */
export function Console({ administrator, onLeave }: { administrator: Administrator; onLeave: () => void }) {
  const place = usePlace();
  const permissions = permissionsOf(administrator.scopes);
  const seen = pages.filter(({ area }) => permissions.sees(area));
  const current = place.page === '' ? seen[0] : seen.find(({ path }) => path === place.page);
  const Page = current?.component;
  return (
    <PermissionsContext.Provider value={permissions}>
      <div class="console">
        <header class="side">
          <a class="brand" href="#/">
            <img src="/pictures/lucky-cat.svg" alt="" width="40" height="40" />
            {texts.name}
          </a>
          <Navigation current={current} />
          <div class="side-end">
            <p class="soft">{texts.signedInAs(administrator.name ?? texts.unnamed)}</p>
            <a href="/">{texts.toShop}</a>
            <button type="button" onClick={onLeave}>
              {texts.signOut}
            </button>
          </div>
        </header>
        {Page ? <Page place={place} key={current.path} /> : <NoPage />}
      </div>
    </PermissionsContext.Provider>
  );
}

function NoPage() {
  return (
    <PageFrame title={texts.notFound.title}>
      <p>{texts.notFound.about}</p>
    </PageFrame>
  );
}
