import { useEffect } from 'preact/hooks';
import { texts } from '../texts.ts';

/** Names the browser's window. */
export function useTitle(page: string): void {
  useEffect(() => {
    document.title = page ? texts.titleOf(page) : texts.shop;
  }, [page]);
}
