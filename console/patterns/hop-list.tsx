import { useEffect, useRef } from 'preact/hooks';
import { texts } from '../texts.ts';
import type { Hop } from './hops.ts';

interface HopListProps {
  hops: readonly Hop[];
  at: number;
  /** Whether one is an example of the pattern that is explained. */
  shows: (hop: Hop) => boolean;
  onChoose: (at: number) => void;
}

/** The same as the picture, in words; each line leads to its step. */
export function HopList({ hops, at, shows, onChoose }: HopListProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const line = list.current?.children[at] as HTMLElement | undefined;
    // The list alone: the page must not move under who reads it.
    if (line) list.current?.scrollTo({ top: line.offsetTop - list.current.clientHeight / 2 });
  }, [at]);
  return (
    <ol class="hops" ref={list} aria-label={texts.patterns.list}>
      {hops.map((hop, index) => (
        <li key={index} class={shows(hop) ? 'example' : ''}>
          <button
            type="button"
            aria-current={index === at ? 'step' : undefined}
            onClick={() => onChoose(index)}
          >
            <span class="soft">{texts.patterns.after(hop.afterMs)}</span>
            <span>
              <strong>{hop.name}</strong>
              <span class="soft">{texts.patterns.hop(hop)}</span>
            </span>
            <span class={`kind ${hop.kind}`}>{texts.patterns.kinds[hop.kind]}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
