import { useState } from 'preact/hooks';
import { Problem } from '../parts/problem.tsx';
import { useAction } from '../parts/use-action.ts';
import { useLoaded } from '../parts/use-loaded.ts';
import { texts } from '../texts.ts';
import { chosenProduct } from './chosen-product.ts';
import { type Bought, buyAsGuest } from './guest.ts';
import { MadeOrder } from './made-order.tsx';

interface Attempt extends Bought {
  number: number;
  /** When it was begun, in ms since 1970, and how long the buyer waited for the answer. */
  startedAt: number;
  waitedMs: number;
}

/** Orders something, as often as wanted, and shows what becomes of it. */
export function TryOut() {
  const product = useLoaded(chosenProduct, []);
  const [attempts, setAttempts] = useState<readonly Attempt[]>([]);
  const { run, isBusy, problem } = useAction();
  const order = (headers: Record<string, string>) =>
    run(async () => {
      const startedAt = Date.now();
      const bought = await buyAsGuest(product.value?.id as string, headers);
      const waitedMs = Date.now() - startedAt;
      setAttempts((before) => [{ ...bought, number: before.length + 1, startedAt, waitedMs }, ...before]);
    });
  const cannot = isBusy || product.value === undefined;
  return (
    <section class="card" aria-busy={isBusy}>
      <h2>{texts.faults.tryOut.title}</h2>
      <p class="soft">{texts.faults.tryOut.about}</p>
      <div class="actions">
        <button type="button" class="main" disabled={cannot} onClick={() => order({})}>
          {isBusy ? texts.faults.tryOut.waiting : texts.faults.tryOut.order}
        </button>
        <button type="button" disabled={cannot} onClick={() => order({ prefer: 'respond-async' })}>
          {texts.faults.tryOut.orderByMessages}
        </button>
      </div>
      <Problem sentence={problem || product.problem} />
      <ol class="attempts" aria-live="polite">
        {attempts.map((attempt) => (
          <li key={attempt.number}>
            <h3>{texts.faults.tryOut.attempt(attempt.number)}</h3>
            <p>{texts.faults.tryOut.answered(attempt.answer, texts.faults.seconds(attempt.waitedMs))}</p>
            {attempt.orderId ? (
              <MadeOrder id={attempt.orderId} startedAt={attempt.startedAt} />
            ) : (
              <p class="soft">{texts.faults.tryOut.noOrder}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
