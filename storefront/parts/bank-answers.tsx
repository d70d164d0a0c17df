import { dataOf } from '../../client/src/index.ts';
import { hasCode } from '../errors.ts';
import { focusMain } from '../focus-main.ts';
import { shop } from '../shop.ts';
import { useTask } from '../state/use-task.ts';
import { texts } from '../texts.ts';

interface Asked {
  orderId: string;
  onAnswered: () => void;
}

export function BankAnswers({ orderId, onAnswered }: Asked) {
  const task = useTask();
  const answer = (approve: boolean) =>
    task.run(async () => {
      await authenticate(orderId, approve);
      onAnswered();
      focusMain();
    });
  return (
    <p class="choices" aria-busy={task.isBusy}>
      <button type="button" class="button button-main" onClick={() => answer(true)}>
        {texts.order.approve}
      </button>
      <button type="button" class="button" onClick={() => answer(false)}>
        {texts.order.refuse}
      </button>
    </p>
  );
}

/** A refusal fails the checkout, which the order itself then tells. */
async function authenticate(orderId: string, approve: boolean): Promise<void> {
  const call = { params: { path: { orderId } }, body: { approve } };
  try {
    dataOf(await shop.http.POST('/v1/payments/sandbox/{orderId}/authenticate', call));
  } catch (error) {
    if (!hasCode(error, 'payment-declined', 'payment-expired')) throw error;
  }
}
