import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Badge } from '../parts/badge.tsx';
import { Moment } from '../parts/moment.tsx';
import type { DeadLetter } from '../schemas.ts';
import { usePermissions } from '../session/permissions-context.ts';
import { texts } from '../texts.ts';

/** A message with the reason why it could not be handled. */
export function DeadLetterCard({ letter, onRedriven }: { letter: DeadLetter; onRedriven: () => void }) {
  const { id, queue, reason, attempts, status, receivedAt, body } = letter;
  const { changes } = usePermissions();
  const redrive = async () => {
    const params = { path: { id } };
    dataOf(await http.POST('/v1/admin/dead-letters/{id}/redrive', { params, body: {} }));
    onRedriven();
  };
  return (
    <section class="card" aria-label={id}>
      <h2>
        {queue} <Badge status={status} />
      </h2>
      <p>{reason}</p>
      <p class="soft">
        {texts.deadLetters.tries(attempts)} · <Moment at={receivedAt} />
      </p>
      <details>
        <summary>{texts.deadLetters.message}</summary>
        <pre>{JSON.stringify(body, null, 2)}</pre>
      </details>
      {changes('all') && (
        <ActionButton act={redrive} label={texts.deadLetters.redriveOne(id)}>
          {texts.deadLetters.redrive}
        </ActionButton>
      )}
    </section>
  );
}
