import { useState } from 'preact/hooks';
import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { Problem } from '../parts/problem.tsx';
import { useAction } from '../parts/use-action.ts';
import { texts } from '../texts.ts';

/** Adds an endpoint, and shows its secret this once. */
export function WebhookForm({ onCreated }: { onCreated: () => void }) {
  const { run, isBusy, problem } = useAction();
  const [secret, setSecret] = useState('');
  const labels = texts.webhooks.form;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const description = String(form.get('description')).trim();
    const body = { url: String(form.get('url')).trim(), ...(description && { description }) };
    return run(async () => {
      setSecret(dataOf(await http.POST('/v1/admin/webhooks', { body })).secret);
      onCreated();
    });
  };
  return (
    <section class="card below">
      <h2>{labels.title}</h2>
      <form class="narrow" onSubmit={submit}>
        <label>
          {labels.url}
          <input name="url" type="url" required maxLength={2_048} />
        </label>
        <label>
          {labels.description}
          <input name="description" maxLength={200} />
        </label>
        <Problem sentence={problem} />
        <button type="submit" class="main" disabled={isBusy}>
          {labels.submit}
        </button>
      </form>
      <div role="status">
        {secret && (
          <p>
            {labels.secret} <code>{secret}</code>
          </p>
        )}
      </div>
    </section>
  );
}
