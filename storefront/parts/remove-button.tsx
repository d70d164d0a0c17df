import type { CartItem } from '../../client/src/index.ts';
import { focusMain } from '../focus-main.ts';
import { useSay } from '../state/notices.ts';
import { useTask } from '../state/use-task.ts';
import { useVisit } from '../state/visit.ts';
import { texts } from '../texts.ts';

export function RemoveButton({ item: { productId, name } }: { item: CartItem }) {
  const { remove } = useVisit();
  const say = useSay();
  const task = useTask();
  const onClick = () =>
    task.run(async () => {
      await remove(productId);
      say({ tone: 'good', text: texts.cart.removed(name) });
      focusMain();
    });
  return (
    <button type="button" class="link" aria-label={texts.cart.removeOf(name)} onClick={onClick}>
      {texts.cart.remove}
    </button>
  );
}
