import type { Product } from '../../client/src/index.ts';
import { texts } from '../texts.ts';

/** From here on down a buyer is told how many are left. */
const fewLeft = 5;

export function StockNote({ product: { available, status } }: { product: Product }) {
  if (status === 'archived') return <span class="stock stock-none">{texts.stock.archived}</span>;
  if (available === 0) return <span class="stock stock-none">{texts.stock.none}</span>;
  if (available <= fewLeft) return <span class="stock stock-few">{texts.stock.few(available)}</span>;
  return <span class="stock stock-plenty">{texts.stock.plenty}</span>;
}
