import { ShareList } from '../parts/share-list.tsx';
import type { Order } from '../schemas.ts';
import { texts } from '../texts.ts';
import { refusalsOf } from './refusals.ts';

/** Why checkouts of today have failed. */
export function RefusalsCard({ failed }: { failed: readonly Order[] }) {
  const { byCode } = refusalsOf(failed);
  return (
    <section class="card">
      <h2>{texts.today.refusals.title}</h2>
      {byCode.length === 0 ? (
        <p class="soft">{texts.today.refusals.none}</p>
      ) : (
        <ShareList label={texts.today.refusals.title} shares={byCode} />
      )}
    </section>
  );
}
