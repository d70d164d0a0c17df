import { texts } from '../texts.ts';
import type { Pages } from './use-pages.ts';

/** To the page before and the page after; nothing where there is one page only. */
export function Pager<Item>({ pages: { back, forward } }: { pages: Pages<Item> }) {
  if (!back && !forward) return null;
  return (
    <div class="actions pager">
      <button type="button" onClick={back} disabled={!back}>
        {texts.pager.back}
      </button>
      <button type="button" onClick={forward} disabled={!forward}>
        {texts.pager.forward}
      </button>
    </div>
  );
}
