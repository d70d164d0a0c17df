import { sentenceOf } from '../errors.ts';
import { texts } from '../texts.ts';

/** In place of what could not be loaded. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div class="empty" role="alert">
      <p>{sentenceOf(error)}</p>
      <button type="button" class="button" onClick={onRetry}>
        {texts.tryAgain}
      </button>
    </div>
  );
}
