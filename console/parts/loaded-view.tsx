import type { ComponentChildren } from 'preact';
import { texts } from '../texts.ts';
import { Problem } from './problem.tsx';
import type { Loaded } from './use-loaded.ts';

interface View<Value> {
  loaded: Loaded<Value>;
  children: (value: Value) => ComponentChildren;
}

/** What was loaded; before that, that it is on its way. A failed look leaves standing what came before. */
export function LoadedView<Value>({ loaded: { value, problem }, children }: View<Value>) {
  return (
    <>
      <Problem sentence={problem} />
      {value !== undefined && children(value)}
      {value === undefined && problem === '' && <p class="soft">{texts.loading}</p>}
    </>
  );
}
