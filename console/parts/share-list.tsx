interface Share {
  label: string;
  value: number;
}

/** How much each of several things makes up, as bars beside their names. */
export function ShareList({ label, shares }: { label: string; shares: readonly Share[] }) {
  const most = Math.max(1, ...shares.map(({ value }) => value));
  return (
    <ul class="shares" aria-label={label}>
      {shares.map(({ label: name, value }) => (
        <li key={name}>
          <span>{name}</span>
          <span class="number">{value}</span>
          <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect width="100" height="6" class="track" />
            <rect width={(value / most) * 100} height="6" />
          </svg>
        </li>
      ))}
    </ul>
  );
}
