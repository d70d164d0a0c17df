import type { CartItem } from '../../client/src/index.ts';
import { moneyText } from '../../ui/money.ts';
import { newsOf } from '../cart-news.ts';
import { lineNewsText } from '../line-news-text.ts';
import { productHref } from '../routes.ts';
import { useQuantity } from '../state/use-quantity.ts';
import { texts } from '../texts.ts';
import { Picture } from './picture.tsx';
import { QuantityField } from './quantity-field.tsx';
import { RemoveButton } from './remove-button.tsx';

/** A cart takes no more of one product. */
const maxQuantity = 9_999;

interface Line {
  item: CartItem;
  /** Being paid for, and so not to be changed. */
  isFrozen: boolean;
}

export function CartLine({ item, isFrozen }: Line) {
  const { productId, name, image, unitPrice, lineTotal } = item;
  const [quantity, change] = useQuantity(item);
  return (
    <li class="line">
      <Picture image={image} isFirst />
      <div class="line-words">
        <a href={productHref(productId)}>{name}</a>
        <span class="soft">{texts.cart.each(moneyText(unitPrice))}</span>
        <LineNewsList item={item} onTake={change} />
      </div>
      <span class="price line-price">{moneyText(lineTotal)}</span>
      {isFrozen ? (
        <span class="line-controls">{texts.cart.units(item.quantity)}</span>
      ) : (
        <div class="line-controls">
          <QuantityField
            label={texts.cart.quantityOf(name)}
            quantity={quantity}
            max={maxQuantity}
            onChange={change}
          />
          <RemoveButton item={item} />
        </div>
      )}
    </li>
  );
}

function LineNewsList({ item, onTake }: { item: CartItem; onTake: (quantity: number) => void }) {
  return newsOf(item).map((news) => (
    <p key={news.kind} class={`news news-${news.kind}`}>
      {lineNewsText(news)}{' '}
      {news.kind === 'short' && (
        <button type="button" class="link" onClick={() => onTake(news.available)}>
          {texts.cart.takeThose(news.available)}
        </button>
      )}
    </p>
  ));
}
