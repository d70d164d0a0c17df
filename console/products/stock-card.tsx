import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { LoadedView } from '../parts/loaded-view.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import type { Stock } from '../schemas.ts';
import { usePermissions } from '../session/permissions-context.ts';
import { texts } from '../texts.ts';
import { StockForm } from './stock-form.tsx';

const everyMs = 2_000;

/** What is on the shelf, live: free, held by open checkouts, and sold. */
export function StockCard({ id }: { id: string }) {
  const params = { path: { id } };
  const loaded = useLoaded(
    async () => dataOf(await http.GET('/v1/products/{id}/stock', { params })),
    [id],
    everyMs,
  );
  const { changes } = usePermissions();
  return (
    <section class="card">
      <h2>{texts.stock.title}</h2>
      <LoadedView loaded={loaded}>{(stock) => <StockPicture stock={stock} />}</LoadedView>
      {changes('catalog') && <StockForm id={id} onAdjusted={loaded.reload} />}
    </section>
  );
}

/** A bar of what is on the shelf, with what is held in it. */
function StockPicture({ stock: { onHand, held, available, sold } }: { stock: Stock }) {
  return (
    <>
      <meter class="stock" min={0} max={Math.max(onHand, 1)} value={available} aria-label={texts.stock.bar} />
      <dl class="figures">
        <Figure name={texts.stock.available} value={available} />
        <Figure name={texts.stock.held} value={held} />
        <Figure name={texts.stock.onHand} value={onHand} />
        <Figure name={texts.stock.sold} value={sold} />
      </dl>
    </>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
