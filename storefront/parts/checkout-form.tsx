import { useState } from 'preact/hooks';
import type { CartView, Place } from '../../client/src/index.ts';
import { moneyText } from '../../ui/money.ts';
import type { SandboxCard } from '../cards.ts';
import { hasPriceChanges, isBuyable } from '../cart-news.ts';
import { useCheckout } from '../state/use-checkout.ts';
import { texts } from '../texts.ts';
import { AcceptPrices } from './accept-prices.tsx';
import { CardChoice } from './card-choice.tsx';
import { CheckoutProblem } from './checkout-problem.tsx';
import { EmailField } from './email-field.tsx';

export function CheckoutForm({ cart }: { cart: CartView }) {
  const [email, setEmail] = useState('');
  const [card, setCard] = useState<SandboxCard>('tok_ok');
  const [isAccepted, setAccepted] = useState(false);
  const { checkOut, isBusy, place, error } = useCheckout(cart);
  const doing = place ? texts.checkout.waiting : texts.checkout.paying;
  const hasNewPrices = hasPriceChanges(cart);
  const onSubmit = (event: Event) => {
    event.preventDefault();
    checkOut({ email, card, acceptPriceChanges: hasNewPrices && isAccepted });
  };
  return (
    <form class="checkout" onSubmit={onSubmit}>
      <CheckoutProblem error={error} cart={cart} />
      <EmailField email={email} onChange={setEmail} />
      <CardChoice chosen={card} onChoose={setCard} />
      {hasNewPrices && <AcceptPrices isAccepted={isAccepted} onAccept={setAccepted} />}
      <button type="submit" class="button button-main" aria-busy={isBusy} disabled={!isBuyable(cart)}>
        {isBusy ? doing : texts.checkout.pay(moneyText(cart.totals.total))}
      </button>
      <p class="soft small" role="status">
        {place && texts.checkout.place(nameOf(cart, place), place.position, place.estimateSeconds)}
        {isBusy && !place && texts.checkout.patience}
        {!isBuyable(cart) && texts.checkout.notBuyable}
      </p>
    </form>
  );
}

function nameOf({ items }: CartView, { productId }: Place): string {
  return items.find((item) => item.productId === productId)?.name ?? productId;
}
