import type { ComponentChildren } from 'preact';
import { Problem } from './problem.tsx';
import { useAction } from './use-action.ts';

interface ActionButtonProps {
  act: () => Promise<unknown>;
  /** For screen readers, where the visible text leaves open what it is about. */
  label?: string;
  isMain?: boolean;
  children: ComponentChildren;
}

/** A button that waits for what it does, and says beside it why that did not work. */
export function ActionButton({ act, label, isMain = false, children }: ActionButtonProps) {
  const { run, isBusy, problem } = useAction();
  return (
    <>
      <button
        type="button"
        class={isMain ? 'main' : ''}
        aria-label={label}
        disabled={isBusy}
        onClick={() => run(act)}
      >
        {children}
      </button>
      <Problem sentence={problem} />
    </>
  );
}
