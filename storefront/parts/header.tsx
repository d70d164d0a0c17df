import { unitsIn } from '../cart-news.ts';
import { accountHref, cartHref, homeHref, type Route } from '../routes.ts';
import { useVisit } from '../state/visit.ts';
import { texts } from '../texts.ts';
import { Icon } from './icon.tsx';
import { SearchBox } from './search-box.tsx';

export function Header({ route }: { route: Route }) {
  const { session, cart } = useVisit();
  const units = unitsIn(cart);
  return (
    <header class="header">
      <nav class="header-row" aria-label={texts.navigation}>
        <a class="brand" href={homeHref}>
          <span class="brand-stripes" aria-hidden="true" />
          {texts.shop}
        </a>
        <SearchBox
          words={route.page === 'catalog' ? route.words : ''}
          isOnCatalog={route.page === 'catalog'}
        />
        <a
          class="header-link"
          href={accountHref}
          aria-current={route.page === 'account' ? 'page' : undefined}
        >
          <Icon name="person" />
          <span class="header-name">{texts.accountLink(session?.customer ?? null)}</span>
        </a>
        <a
          class="header-link header-cart"
          href={cartHref}
          aria-current={route.page === 'cart' ? 'page' : undefined}
        >
          <Icon name="basket" />
          <span class="unseen">{texts.cartLink(units)}</span>
          <span class="header-name" aria-hidden="true">
            {texts.cartShort}
          </span>
          {units > 0 && (
            <span key={units} class="count" aria-hidden="true">
              {units}
            </span>
          )}
        </a>
      </nav>
      <div class="awning" aria-hidden="true" />
    </header>
  );
}
