import { useState } from 'preact/hooks';
import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { Problem } from '../parts/problem.tsx';
import { useAction } from '../parts/use-action.ts';
import { texts } from '../texts.ts';

/** Books units in or out, and why. */
export function StockForm({ id, onAdjusted }: { id: string; onAdjusted: () => void }) {
  const { run, isBusy, problem } = useAction();
  const [said, setSaid] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const element = event.currentTarget as HTMLFormElement;
    const form = new FormData(element);
    const delta = Number(form.get('delta'));
    const reason = String(form.get('reason')).trim();
    setSaid('');
    return run(async () => {
      const body = { delta, ...(reason && { reason }) };
      dataOf(await http.POST('/v1/products/{id}/stock', { params: { path: { id } }, body }));
      setSaid(texts.stock.adjusted(delta));
      element.reset();
      onAdjusted();
    });
  };
  return (
    <form onSubmit={submit}>
      <div class="pair">
        <label>
          {texts.stock.delta}
          <input name="delta" type="number" step="1" required />
        </label>
        <label>
          {texts.stock.reason}
          <input name="reason" maxLength={200} />
        </label>
      </div>
      <Problem sentence={problem} />
      <div class="actions">
        <button type="submit" disabled={isBusy}>
          {texts.stock.submit}
        </button>
        <span role="status">{said}</span>
      </div>
    </form>
  );
}
