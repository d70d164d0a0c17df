import { useEffect, useState } from 'preact/hooks';
import { type Route, routeOf } from '../routes.ts';

/** Where the address says that we are. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return routeOf(hash);
}

/** Goes there without leaving a place to come back to: what was typed letter by letter is one search. */
export function replaceRoute(href: string): void {
  location.replace(href);
}

export function goTo(href: string): void {
  location.hash = href;
}
