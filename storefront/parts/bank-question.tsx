import type { OrderView } from '../../client/src/index.ts';
import { moneyText } from '../../ui/money.ts';
import { useNow } from '../state/use-now.ts';
import { texts } from '../texts.ts';
import { clockText, leftText } from '../times.ts';
import { BankAnswers } from './bank-answers.tsx';

/** How long the shop holds stock for an order: HOLD_TTL_MS of the order service. */
const holdMs = 20 * 60_000;

interface Asked {
  order: OrderView;
  onAnswered: () => void;
}

/** The bank wants the buyer's word, and the clock runs. */
export function BankQuestion({ order, onAnswered }: Asked) {
  const { id, createdAt, payment, totals } = order;
  const now = useNow();
  const leftMs = Date.parse(payment.nextAction?.expiresAt ?? createdAt) - now;
  return (
    <section class="bank" aria-labelledby="bank">
      <h2 id="bank">{texts.order.bank(moneyText(totals.total))}</h2>
      <p class="countdown">
        <span class="soft small">{texts.order.timeLeft}</span>
        <span role="timer">{leftText(leftMs)}</span>
      </p>
      {leftMs > 0 ? (
        <>
          <p>{texts.order.heldUntil(clockText(Date.parse(createdAt) + holdMs))}</p>
          <BankAnswers orderId={id} onAnswered={onAnswered} />
        </>
      ) : (
        <p role="alert">{texts.order.timeIsOver}</p>
      )}
    </section>
  );
}
