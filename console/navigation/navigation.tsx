import { type ConsolePage, pages } from '../pages.ts';
import { usePermissions } from '../session/permissions-context.ts';
import { texts } from '../texts.ts';
import { hashOf } from './place.ts';

export function Navigation({ current }: { current: ConsolePage | undefined }) {
  const { sees } = usePermissions();
  return (
    <nav aria-label={texts.navigation.label}>
      <ul>
        {pages
          .filter(({ area }) => sees(area))
          .map((page) => (
            <li key={page.path}>
              <a href={hashOf([page.path])} aria-current={page === current ? 'page' : undefined}>
                {page.title}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
