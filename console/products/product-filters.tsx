import { goTo } from '../navigation/go-to.ts';
import { texts } from '../texts.ts';

/** Words to find and whether to look on the shelf or among what is archived; kept in the address. */
export function ProductFilters({ query }: { query: URLSearchParams }) {
  const { filters } = texts.products;
  return (
    <form class="filters card" onSubmit={goTo(['products'])} key={query.toString()}>
      <label>
        {filters.words}
        <input name="q" type="search" maxLength={200} defaultValue={query.get('q') ?? ''} />
      </label>
      <label>
        {filters.status}
        <select name="status" defaultValue={query.get('status') ?? ''}>
          <option value="">{filters.active}</option>
          <option value="archived">{filters.archived}</option>
        </select>
      </label>
      <div class="actions">
        <button type="submit" class="main">
          {filters.submit}
        </button>
      </div>
    </form>
  );
}
