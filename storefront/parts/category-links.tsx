import type { Category } from '../categories.ts';
import { catalogHref } from '../routes.ts';
import { texts } from '../texts.ts';

interface Choice {
  categories: readonly Category[];
  /** What is searched for stays when the category changes. */
  words: string;
  chosen: string;
}

export function CategoryLinks({ categories, words, chosen }: Choice) {
  const everything = { name: '', label: texts.catalog.all };
  const links = [everything, ...categories.map(({ name }) => ({ name, label: name }))];
  return (
    <nav class="chips" aria-label={texts.catalog.categories}>
      {links.map(({ name, label }) => (
        <a
          key={name}
          class="chip capital"
          href={catalogHref({ words, category: name })}
          aria-current={name === chosen ? 'true' : undefined}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}
