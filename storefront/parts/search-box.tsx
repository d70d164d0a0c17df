import { useEffect, useRef, useState } from 'preact/hooks';
import { catalogHref } from '../routes.ts';
import { goTo, replaceRoute } from '../state/use-route.ts';
import { texts } from '../texts.ts';
import { Icon } from './icon.tsx';

/** Typing on within this time is one search. */
const pauseMs = 250;

interface Searching {
  /** What the address says is searched for. */
  words: string;
  isOnCatalog: boolean;
}

export function SearchBox({ words, isOnCatalog }: Searching) {
  const [typed, setTyped] = useState(words);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // An address that was followed meanwhile is what counts.
  useEffect(() => {
    clearTimeout(timer.current);
    setTyped((before) => (before.trim() === words ? before : words));
  }, [words]);
  const search = (text: string) => {
    clearTimeout(timer.current);
    const href = catalogHref({ words: text.trim() });
    if (isOnCatalog) replaceRoute(href);
    else if (text.trim() !== '') goTo(href);
  };
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => search(text), pauseMs);
  };
  return (
    <search class="search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          search(typed);
        }}
      >
        <Icon name="glass" />
        <input
          type="search"
          aria-label={texts.search}
          placeholder={texts.searchHint}
          maxLength={200}
          value={typed}
          onInput={(event) => type(event.currentTarget.value)}
        />
      </form>
    </search>
  );
}
