import { Badge } from '../parts/badge.tsx';
import type { Health } from '../schemas.ts';
import { texts } from '../texts.ts';

export function ServicesCard({ services }: { services: Health['services'] }) {
  return (
    <section class="card">
      <h2>{texts.today.services}</h2>
      <ul class="lines">
        {Object.entries(services).map(([name, state]) => (
          <li key={name}>
            <span>{name}</span>
            <span class="number">
              <Badge status={state} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
