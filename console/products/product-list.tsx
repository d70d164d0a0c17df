import { dataOf } from '../../client/src/index.ts';
import { moneyText } from '../../ui/money.ts';
import { http } from '../api.ts';
import { hashOf } from '../navigation/place.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { LoadedView } from '../parts/loaded-view.tsx';
import { Pager } from '../parts/pager.tsx';
import { usePages } from '../parts/use-pages.ts';
import type { Product } from '../schemas.ts';
import { texts } from '../texts.ts';

const limit = 12;
const everyMs = 10_000;

/** A page of the catalog, or of what is archived. */
export function ProductList({ query }: { query: URLSearchParams }) {
  const status = query.get('status') === 'archived' ? 'archived' : 'active';
  const pages = usePages<Product>(async (cursor) => {
    const asked = { q: query.get('q') ?? '', status, limit, ...cursor } as const;
    return dataOf(await http.GET('/v1/products', { params: { query: asked } }));
  }, everyMs);
  return (
    <LoadedView loaded={pages}>
      {({ items }) => (
        <>
          <DataTable
            label={texts.products.title}
            columns={columns}
            items={items}
            keyOf={({ id }) => id}
            empty={texts.products.empty}
          />
          <Pager pages={pages} />
        </>
      )}
    </LoadedView>
  );
}

const { columns: labels } = texts.products;

const columns: Column<Product>[] = [
  {
    label: labels.product,
    cell: ({ id, name, image }) => (
      <span class="named">
        {image && <img src={image} alt="" width="44" height="44" loading="lazy" />}
        <a href={hashOf(['products', id])}>{name}</a>
      </span>
    ),
  },
  { label: labels.id, cell: ({ id }) => <span class="soft">{id}</span> },
  {
    label: labels.available,
    cell: ({ available }) => (available === 0 ? <strong class="problem">0</strong> : available),
    isNumber: true,
  },
  { label: labels.price, cell: ({ price }) => moneyText(price), isNumber: true },
];
