import { useState } from 'preact/hooks';
import { LoadedView } from '../parts/loaded-view.tsx';
import { useLoaded } from '../parts/use-loaded.ts';
import { texts } from '../texts.ts';
import { type Audited, stateAt } from './audit-api.ts';
import { type StateLine, stateLines } from './differences.ts';

/** The state behind an event, with what is different from the moment before. */
export function StateCard({ audited, seq }: { audited: Audited; seq: number }) {
  const [isShort, setShort] = useState(false);
  const loaded = useLoaded(async () => {
    const [now, before] = await Promise.all([stateAt(audited, seq), stateAt(audited, seq - 1)]);
    return { unknown: now?.stateUnknown, lines: stateLines(now?.state, before?.state) };
  }, [seq]);
  return (
    <section class="card">
      <h2>{texts.audit.state}</h2>
      <label class="choice">
        <input
          type="checkbox"
          checked={isShort}
          onChange={({ currentTarget }) => setShort(currentTarget.checked)}
        />
        {texts.audit.onlyChanges}
      </label>
      <LoadedView loaded={loaded}>
        {({ unknown, lines }) => (
          <>
            {unknown && <p class="problem">{unknown}</p>}
            <ul class="state" aria-label={texts.audit.state}>
              {lines
                .filter(({ change }) => !isShort || change !== 'same')
                .map((line) => (
                  <StateRow key={line.path} line={line} />
                ))}
            </ul>
          </>
        )}
      </LoadedView>
    </section>
  );
}

function StateRow({ line: { path, value, change, before } }: { line: StateLine }) {
  return (
    <li class={change}>
      <span class="soft">{path}</span>
      <span>
        {before !== undefined && <del>{before}</del>} {change === 'same' ? value : <ins>{value}</ins>}
        {change !== 'same' && <span class="unseen"> {texts.audit.changes[change]}</span>}
      </span>
    </li>
  );
}
