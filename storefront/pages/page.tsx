import type { Route } from '../routes.ts';
import { AccountPage } from './account-page.tsx';
import { CartPage } from './cart-page.tsx';
import { CatalogPage } from './catalog-page.tsx';
import { CheckoutPage } from './checkout-page.tsx';
import { HomePage } from './home-page.tsx';
import { MissingPage } from './missing-page.tsx';
import { OrderPage } from './order-page.tsx';
import { ProductPage } from './product-page.tsx';

/** The page that the address asks for. */
export function Page({ route }: { route: Route }) {
  switch (route.page) {
    case 'home':
      return <HomePage />;
    case 'catalog':
      return <CatalogPage words={route.words} category={route.category} />;
    case 'product':
      return <ProductPage key={route.id} id={route.id} />;
    case 'cart':
      return <CartPage />;
    case 'checkout':
      return <CheckoutPage />;
    case 'order':
      return <OrderPage key={route.id} id={route.id} />;
    case 'account':
      return <AccountPage />;
    case 'missing':
      return <MissingPage />;
  }
}
