import { useState } from 'preact/hooks';
import type { Faults } from '../../shared/contracts/faults.ts';
import { noFaults } from '../../shared/contracts/no-faults.ts';
import { LoadedView } from '../parts/loaded-view.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAction } from '../parts/use-action.ts';
import { useLoaded } from '../parts/use-loaded.ts';
import { usePermissions } from '../session/permissions-context.ts';
import { texts } from '../texts.ts';
import { FaultSwitches } from './fault-switches.tsx';
import { faultsMade } from './faults-made.ts';
import { getFaults, putFaults } from './local-api.ts';
import { TryOut } from './try-out.tsx';

/** Breaks things in a shop on a laptop, and shows what becomes of an order meanwhile and afterwards. */
export function FaultPanel() {
  const loaded = useLoaded(getFaults, []);
  return (
    <PageFrame title={texts.faults.title} about={texts.faults.about}>
      <LoadedView loaded={loaded}>
        {(faults) => (faults ? <Panel initial={faults} /> : <p class="card">{texts.faults.onLaptopOnly}</p>)}
      </LoadedView>
    </PageFrame>
  );
}

function Panel({ initial }: { initial: Faults }) {
  const [faults, setFaults] = useState(initial);
  const { run, problem } = useAction();
  const { changes } = usePermissions();
  const change = (wanted: Faults) =>
    run(async () => {
      setFaults(wanted);
      await putFaults(wanted).catch((error: unknown) => {
        setFaults(faults);
        throw error;
      });
    });
  const made = faultsMade(faults);
  return (
    <>
      <div class={`fault-state card above ${made.length > 0 ? 'bad' : 'good'}`}>
        <p aria-live="polite">{made.length > 0 ? texts.faults.made(made) : texts.faults.none}</p>
        <button type="button" onClick={() => change(noFaults)} disabled={made.length === 0}>
          {texts.faults.reset}
        </button>
      </div>
      <Problem sentence={problem} />
      {changes('all') && <FaultSwitches faults={faults} onChange={change} />}
      <TryOut />
    </>
  );
}
