import type { Verification } from '../schemas.ts';
import { texts } from '../texts.ts';

/** How far a verification is, or what it has found. */
export function VerificationView({ verification }: { verification: Verification }) {
  const labels = texts.audit.verification;
  if (verification.status === 'running') {
    const { processed, total } = verification;
    return (
      <progress value={processed} max={Math.max(total, 1)} aria-label={labels.running(processed, total)} />
    );
  }
  const { equal, events, differences, more } = verification;
  if (equal) return <p class="proof">{labels.equal(events)}</p>;
  return (
    <>
      <p class="problem">{labels.different(differences.length + more)}</p>
      <ul class="state">
        {differences.map(({ place, expected, found }) => (
          <li key={place} class="changed">
            <span class="soft">{place}</span>
            <span>{labels.difference(JSON.stringify(expected), JSON.stringify(found))}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
