import { goTo } from '../navigation/go-to.ts';
import { hashOf } from '../navigation/place.ts';
import { texts } from '../texts.ts';
import { orderStatuses } from './order-query.ts';

/** Which orders to show. It is kept in the address, so that it can be sent to somebody. */
export function OrderFilters({ query }: { query: URLSearchParams }) {
  const { filters, statusOf } = texts.orders;
  return (
    <form class="filters card" onSubmit={goTo(['orders'])} key={query.toString()}>
      <label>
        {filters.status}
        <select name="status" defaultValue={query.get('status') ?? ''}>
          <option value="">{filters.anyStatus}</option>
          {orderStatuses.map((status) => (
            <option key={status} value={status}>
              {statusOf(status)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {filters.customer}
        <input name="customer" defaultValue={query.get('customer') ?? ''} />
      </label>
      <label>
        {filters.from}
        <input name="from" type="datetime-local" defaultValue={query.get('from') ?? ''} />
      </label>
      <label>
        {filters.to}
        <input name="to" type="datetime-local" defaultValue={query.get('to') ?? ''} />
      </label>
      <div class="actions">
        <button type="submit" class="main">
          {filters.submit}
        </button>
        <a href={hashOf(['orders'])}>{filters.clear}</a>
      </div>
    </form>
  );
}
