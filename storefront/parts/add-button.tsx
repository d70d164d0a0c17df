import type { ComponentChildren } from 'preact';
import type { Product } from '../../client/src/index.ts';
import { sentenceOf } from '../errors.ts';
import { cartHref } from '../routes.ts';
import { useSay } from '../state/notices.ts';
import { useTask } from '../state/use-task.ts';
import { useVisit } from '../state/visit.ts';
import { texts } from '../texts.ts';

interface Adding {
  product: Pick<Product, 'id' | 'name'>;
  quantity: number;
  /** Where the children do not say enough. */
  label?: string;
  /** The main thing to do on its page. */
  isMain?: boolean;
  children: ComponentChildren;
}

/** Puts a product into the cart, and says so. */
export function AddButton({ product: { id, name }, quantity, label, isMain = false, children }: Adding) {
  const { add, isReady } = useVisit();
  const say = useSay();
  const task = useTask((error) => say({ tone: 'bad', text: sentenceOf(error, () => name) }));
  const onClick = () =>
    task.run(async () => {
      await add(id, quantity);
      const link = { href: cartHref, label: texts.cartShort };
      say({ tone: 'good', text: texts.product.added(quantity, name), link });
    });
  return (
    <button
      type="button"
      class={isMain ? 'button button-main' : 'add'}
      aria-label={label}
      aria-busy={task.isBusy}
      disabled={!isReady}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
