import type { ComponentChildren } from 'preact';

export interface Column<Item> {
  label: string;
  cell: (item: Item) => ComponentChildren;
  isNumber?: boolean;
}

interface Table<Item> {
  /** What it lists, for screen readers. */
  label: string;
  columns: readonly Column<Item>[];
  items: readonly Item[];
  keyOf: (item: Item) => string | number;
  /** Said instead of a table without rows. */
  empty: string;
}

/** Rows under column titles; on a narrow screen each row becomes a card, whose lines repeat the titles. */
export function DataTable<Item>({ label, columns, items, keyOf, empty }: Table<Item>) {
  if (items.length === 0) return <p class="card empty soft">{empty}</p>;
  return (
    <table class="card data" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.label} scope="col" class={column.isNumber ? 'number' : ''}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={keyOf(item)}>
            {columns.map((column) => (
              <td key={column.label} data-label={column.label} class={column.isNumber ? 'number' : ''}>
                {column.cell(item)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
