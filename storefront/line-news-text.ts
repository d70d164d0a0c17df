import { moneyText } from '../ui/money.ts';
import type { LineNews } from './cart-news.ts';
import { texts } from './texts.ts';

export function lineNewsText(news: LineNews): string {
  switch (news.kind) {
    case 'dearer':
    case 'cheaper':
      return texts.cart[news.kind](moneyText(news.from), moneyText(news.to));
    case 'gone':
      return texts.cart.gone;
    case 'short':
    case 'low':
      return texts.cart[news.kind](news.available);
  }
}
