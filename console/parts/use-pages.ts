import { useState } from 'preact/hooks';
import { type Loaded, useLoaded } from './use-loaded.ts';

interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface Pages<Item> extends Loaded<Page<Item>> {
  /** undefined on the first page. */
  back: (() => void) | undefined;
  /** undefined on the last page. */
  forward: (() => void) | undefined;
}

/** One page of a list at a time. To begin anew with other filters, give the component another key. */
export function usePages<Item>(
  load: (cursor: { cursor?: string }) => Promise<Page<Item>>,
  everyMs = 0,
): Pages<Item> {
  const [cursors, setCursors] = useState<string[]>([]);
  const cursor = cursors.at(-1);
  const loaded = useLoaded(() => load(cursor === undefined ? {} : { cursor }), [cursor], everyMs);
  const next = loaded.value?.next;
  return {
    ...loaded,
    back: cursor === undefined ? undefined : () => setCursors(cursors.slice(0, -1)),
    forward: next ? () => setCursors([...cursors, next]) : undefined,
  };
}
