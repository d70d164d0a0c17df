import { useState } from 'preact/hooks';
import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { LoadedView } from '../parts/loaded-view.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { Pager } from '../parts/pager.tsx';
import { usePages } from '../parts/use-pages.ts';
import type { DeadLetter } from '../schemas.ts';
import { usePermissions } from '../session/permissions-context.ts';
import { texts } from '../texts.ts';
import { DeadLetterCard } from './dead-letter-card.tsx';

const everyMs = 3_000;

/** Messages that could not be handled, and another try for them. */
export function DeadLettersPage() {
  const pages = usePages<DeadLetter>(
    async (cursor) => dataOf(await http.GET('/v1/admin/dead-letters', { params: { query: cursor } })),
    everyMs,
  );
  const [said, setSaid] = useState('');
  const { changes } = usePermissions();
  const redriveAll = async () => {
    const { redriven, remaining } = dataOf(await http.POST('/v1/admin/dead-letters/redrive', { body: {} }));
    setSaid(texts.deadLetters.redriven(redriven, remaining));
    pages.reload();
  };
  const action = changes('all') && (
    <ActionButton act={redriveAll} isMain>
      {texts.deadLetters.redriveAll}
    </ActionButton>
  );
  return (
    <PageFrame title={texts.deadLetters.title} about={texts.deadLetters.about} actions={action}>
      <p role="status">{said}</p>
      <LoadedView loaded={pages}>
        {({ items }) => (
          <>
            {items.length === 0 && <p class="card empty soft">{texts.deadLetters.empty}</p>}
            {items.map((letter) => (
              <DeadLetterCard key={letter.id} letter={letter} onRedriven={pages.reload} />
            ))}
            <Pager pages={pages} />
          </>
        )}
      </LoadedView>
    </PageFrame>
  );
}
