import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { texts } from '../texts.ts';

/** Saves all products as a file. A plain link would not bring the header without which the cookie does not count. */
export function ExportButton() {
  return <ActionButton act={saveExport}>{texts.products.export}</ActionButton>;
}

async function saveExport(): Promise<void> {
  const lines = dataOf(await http.GET('/v1/admin/products/export', { parseAs: 'blob' }));
  const url = URL.createObjectURL(lines as Blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = 'products.ndjson';
  link.click();
  URL.revokeObjectURL(url);
}
