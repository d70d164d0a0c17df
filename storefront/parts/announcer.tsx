import { useEffect, useRef, useState } from 'preact/hooks';
import type { CartView } from '../../client/src/index.ts';
import { freshNews } from '../cart-news.ts';
import { lineNewsText } from '../line-news-text.ts';
import { texts } from '../texts.ts';

/** Says aloud what has changed in the cart meanwhile: a price, or something that sold out. */
export function Announcer({ cart }: { cart: CartView | undefined }) {
  const before = useRef<CartView>(undefined);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const earlier = before.current;
    before.current = cart;
    if (!cart || earlier?.id !== cart.id) return;
    const news = freshNews(earlier, cart);
    if (news.length === 0) return;
    setSaid(news.map(({ item, news }) => texts.cart.newsOf(item.name, lineNewsText(news))).join(' '));
  }, [cart]);
  return (
    <p class="unseen" aria-live="polite">
      {said}
    </p>
  );
}
