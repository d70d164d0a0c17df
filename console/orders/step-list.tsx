import { Badge } from '../parts/badge.tsx';
import type { Step } from '../schemas.ts';
import { texts } from '../texts.ts';
import { sinceStart } from './saga.ts';

/** Every entry of the timeline in order, each try on its own. They are only ever appended, so their place names them. */
export function StepList({ steps }: { steps: readonly Step[] }) {
  return (
    <ol class="step-list">
      {steps.map((entry, index) => (
        <li key={index}>
          <span class="soft number">{texts.order.after(sinceStart(steps, entry.at))}</span>
          <span>
            <strong>{texts.order.steps[entry.step] ?? entry.step}</strong>{' '}
            {entry.attempt > 1 && <span class="tries">{texts.order.try(entry.attempt)}</span>}{' '}
            <span class="soft">{entry.detail}</span>
          </span>
          <Badge status={entry.status} />
        </li>
      ))}
    </ol>
  );
}
