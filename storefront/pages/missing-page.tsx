import { homeHref } from '../routes.ts';
import { useTitle } from '../state/use-title.ts';
import { texts } from '../texts.ts';

export function MissingPage({ title = texts.missing.title }: { title?: string }) {
  useTitle(title);
  return (
    <section class="empty">
      <h1 class="empty-title">{title}</h1>
      <p>{texts.missing.hint}</p>
      <a class="button" href={homeHref}>
        {texts.missing.home}
      </a>
    </section>
  );
}
