import { useEffect, useRef, useState } from 'preact/hooks';
import { focusMain } from '../focus-main.ts';
import { shop } from '../shop.ts';
import { useSay } from '../state/notices.ts';
import { useTask } from '../state/use-task.ts';
import { texts } from '../texts.ts';

interface Canceling {
  orderId: string;
  onCanceled: () => void;
}

/** Asks once more before it cancels. */
export function CancelButton({ orderId, onCanceled }: Canceling) {
  const [isAsking, setAsking] = useState(false);
  const say = useSay();
  const task = useTask();
  const cancel = () =>
    task.run(async () => {
      await shop.order(orderId).cancel();
      say({ tone: 'good', text: texts.order.canceled });
      onCanceled();
      focusMain();
    });
  if (isAsking) return <SureQuestion isBusy={task.isBusy} onYes={cancel} onNo={() => setAsking(false)} />;
  return (
    <button type="button" class="link" onClick={() => setAsking(true)}>
      {texts.order.cancel}
    </button>
  );
}

interface Question {
  isBusy: boolean;
  onYes: () => void;
  onNo: () => void;
}

function SureQuestion({ isBusy, onYes, onNo }: Question) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <fieldset class="ask">
      <legend class="unseen">{texts.order.cancel}</legend>
      <p>{texts.order.cancelSure}</p>
      <p class="choices">
        <button ref={keep} type="button" class="button" onClick={onNo}>
          {texts.order.cancelNo}
        </button>
        <button type="button" class="button button-bad" aria-busy={isBusy} onClick={onYes}>
          {texts.order.cancelYes}
        </button>
      </p>
    </fieldset>
  );
}
