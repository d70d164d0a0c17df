import { useEffect, useRef, useState } from 'preact/hooks';
import { type CartView, type CheckoutDetails, KonbiniProblem, type Place } from '../../client/src/index.ts';
import type { SandboxCard } from '../cards.ts';
import { orderHref } from '../routes.ts';
import { shop } from '../shop.ts';
import { type Tickets, ticketsFor } from '../tickets.ts';
import { goTo } from './use-route.ts';
import { useTask } from './use-task.ts';

interface Choices {
  email: string;
  card: SandboxCard;
  acceptPriceChanges: boolean;
}

interface Checkout {
  checkOut: (choices: Choices) => void;
  isBusy: boolean;
  /** Where the cart stands in a waiting room, while it does. */
  place: Place | undefined;
  error: unknown;
}

/**
 * Buys a cart and goes to its order. A second click while the first is under way is nothing; one after an answer
 * that was lost repeats the same checkout, which is charged once. What one must wait for is waited for first; whoever
 * leaves the page meanwhile buys nothing, and keeps the place.
 */
export function useCheckout(cart: CartView): Checkout {
  const [error, setError] = useState<unknown>();
  const [place, setPlace] = useState<Place>();
  const signal = useSignalOfLeaving();
  const task = useTask(setError);
  const keys = useUnansweredKey();
  const checkOut = (choices: Choices) =>
    task.run(async () => {
      setError(undefined);
      const tickets = await ticketsFor(cart, { onPlace: setPlace, signal }).finally(() =>
        setPlace(undefined),
      );
      if (signal.aborted) return;
      const details = detailsOf(choices, tickets);
      const idempotencyKey = keys.keyOf(JSON.stringify([cart.id, details]));
      try {
        // Waiting goes on where the order is shown.
        const order = await shop.cart(cart.id).checkOut(details, { idempotencyKey, withinMs: 0 });
        goTo(orderHref(order.id));
      } catch (problem) {
        if (problem instanceof KonbiniProblem) keys.forget();
        throw problem;
      }
    });
  return { checkOut, isBusy: task.isBusy, place, error };
}

function useSignalOfLeaving(): AbortSignal {
  const [leaving] = useState(() => new AbortController());
  useEffect(() => () => leaving.abort(), [leaving]);
  return leaving.signal;
}

/** The Idempotency-Key of what was asked and not answered: the same question has the same key. */
function useUnansweredKey(): { keyOf: (asked: string) => string; forget: () => void } {
  const unanswered = useRef<{ asked: string; key: string }>(undefined);
  return {
    keyOf: (asked) => {
      if (unanswered.current?.asked !== asked) unanswered.current = { asked, key: crypto.randomUUID() };
      return unanswered.current.key;
    },
    forget: () => {
      unanswered.current = undefined;
    },
  };
}

function detailsOf({ email, card, acceptPriceChanges }: Choices, tickets: Tickets): CheckoutDetails {
  return {
    email: email.trim(),
    payment: { token: card },
    ...(acceptPriceChanges && { acceptPriceChanges }),
    ...(Object.keys(tickets).length > 0 && { tickets }),
  };
}
