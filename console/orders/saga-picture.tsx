import type { Step } from '../schemas.ts';
import { texts } from '../texts.ts';
import { type SagaNode, type SagaStage, sinceStart, stagesOf } from './saga.ts';

/** The checkout from left to right; under each step, from right to left, what has undone it. */
export function SagaPicture({ steps }: { steps: readonly Step[] }) {
  return (
    <ol class="saga" aria-label={texts.order.saga}>
      {stagesOf(steps).map((stage) => (
        <Stage key={stage.step} stage={stage} steps={steps} />
      ))}
    </ol>
  );
}

function Stage({ stage, steps }: { stage: SagaStage; steps: readonly Step[] }) {
  const { step, forward, back } = stage;
  return (
    <li class={`stage ${forward?.status ?? 'ahead'}`}>
      {forward ? <Node node={forward} steps={steps} /> : <NodeAhead step={step} />}
      {back && <Node node={back} steps={steps} isBack />}
    </li>
  );
}

function Node({ node, steps, isBack = false }: { node: SagaNode; steps: readonly Step[]; isBack?: boolean }) {
  const { step, status, tries, at, detail } = node;
  return (
    <div class={`node ${status} ${isBack ? 'back' : ''}`}>
      <span class="mark" aria-hidden="true">
        {isBack && status === 'succeeded' ? '↩' : marks[status]}
      </span>
      <strong>{texts.order.steps[step] ?? step}</strong>
      <span class="soft">
        {texts.order.stepStatus(status, isBack)} · {texts.order.after(sinceStart(steps, at))}
      </span>
      {tries > 1 && <span class="tries">{texts.order.tries(tries)}</span>}
      {detail && <span class="soft detail">{detail.replaceAll(', ', '\n')}</span>}
    </div>
  );
}

function NodeAhead({ step }: { step: string }) {
  return (
    <div class="node ahead">
      <span class="mark" aria-hidden="true" />
      <strong>{texts.order.steps[step] ?? step}</strong>
      <span class="soft">{texts.order.notReached}</span>
    </div>
  );
}

const marks = { succeeded: '✓', failed: '✕', running: '…' } as const;
