import { catalogHref } from '../routes.ts';
import { texts } from '../texts.ts';

export function EmptyCart() {
  return (
    <div class="empty">
      <img src="/pictures/lucky-cat.svg" alt="" width="120" height="120" />
      <p class="empty-title">{texts.cart.empty}</p>
      <p>{texts.cart.emptyHint}</p>
      <a class="button button-main" href={catalogHref()}>
        {texts.cart.look}
      </a>
    </div>
  );
}
