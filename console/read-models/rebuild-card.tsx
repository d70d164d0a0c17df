import { useState } from 'preact/hooks';
import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Badge } from '../parts/badge.tsx';
import { LoadedView } from '../parts/loaded-view.tsx';
import { Moment } from '../parts/moment.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import type { Rebuild } from '../schemas.ts';
import { usePermissions } from '../session/permissions-context.ts';
import { texts } from '../texts.ts';

type ReadModel = 'catalog' | 'orders';

/** Milliseconds between two looks, while it rebuilds and otherwise. */
const lively = 500;
const calm = 5_000;

/** A read model, how far its rebuild is, and a button that begins one. */
export function RebuildCard({ name }: { name: ReadModel }) {
  const [isLively, setLively] = useState(false);
  const path = `/v1/admin/read-models/${name}/rebuild` as const;
  const look = async () => {
    const rebuild = dataOf(await http.GET(path));
    setLively(rebuild.status === 'rebuilding');
    return rebuild;
  };
  const loaded = useLoaded(look, [], isLively ? lively : calm);
  const { changes } = usePermissions();
  const begin = async () => {
    dataOf(await http.POST(path, { body: {} }));
    loaded.reload();
  };
  return (
    <section class="card">
      <h2>{texts.readModels.names[name]}</h2>
      <LoadedView loaded={loaded}>{(rebuild) => <RebuildView rebuild={rebuild} />}</LoadedView>
      {changes('all') && (
        <ActionButton act={begin} label={texts.readModels.rebuildOne(texts.readModels.names[name])}>
          {texts.readModels.rebuild}
        </ActionButton>
      )}
    </section>
  );
}

function RebuildView({ rebuild: { status, processed, total, finishedAt, reason } }: { rebuild: Rebuild }) {
  const labels = texts.readModels;
  return (
    <>
      {total > 0 && <progress value={processed} max={Math.max(total, 1)} aria-label={labels.progress} />}
      <p role="status">
        <Badge status={status} /> {labels.done(processed, total)}
      </p>
      {finishedAt && (
        <p class="soft">
          {labels.finished} <Moment at={finishedAt} />
        </p>
      )}
      {reason && <p class="problem">{reason}</p>}
    </>
  );
}
