import type { Category } from '../categories.ts';
import { catalogHref } from '../routes.ts';
import { texts } from '../texts.ts';
import { Picture } from './picture.tsx';

const placeholders = Array.from({ length: 8 }, (_, index) => index);

/** Of the same size before the categories are known, so that nothing moves. */
export function CategoryTiles({ categories }: { categories: readonly Category[] | undefined }) {
  if (categories?.length === 0) return null;
  return (
    <section class="section" aria-labelledby="categories">
      <h2 id="categories">{texts.home.categories}</h2>
      <ul class="tiles" aria-busy={categories === undefined}>
        {categories === undefined
          ? placeholders.map((place) => (
              <li key={place} class="tile">
                <span class="picture" />
                <span class="bar" />
              </li>
            ))
          : categories.map(({ name, image }) => (
              <li key={name} class="tile">
                <Picture image={image} isFirst />
                <a class="cover capital" href={catalogHref({ category: name })}>
                  {name}
                </a>
              </li>
            ))}
      </ul>
    </section>
  );
}
