const barWidth = 24;
const redrawEveryMs = 100;

/** How far it is, on one line of the terminal; without a terminal nothing is shown. */
export class Progress {
  readonly #began = performance.now();
  readonly #out: NodeJS.WriteStream;
  #drawnAt = 0;

  constructor(out: NodeJS.WriteStream = process.stderr) {
    this.#out = out;
  }

  /** @param share 0 to 1, or undefined where nobody knows how much there is */
  show(count: number, share: number | undefined): void {
    const now = performance.now();
    if (!this.#out.isTTY || now - this.#drawnAt < redrawEveryMs) return;
    this.#drawnAt = now;
    this.#out.write(`\r\x1b[K${progressLine(count, this.seconds, share)}`);
  }

  /** Clears the line for what comes after it. */
  end(): void {
    if (this.#out.isTTY) this.#out.write('\r\x1b[K');
  }

  get seconds(): number {
    return (performance.now() - this.#began) / 1_000;
  }
}

export function progressLine(count: number, seconds: number, share: number | undefined): string {
  const parts = [`${count.toLocaleString('en')} lines`, rateOf(count, seconds)];
  if (share === undefined) return parts.join('  ');
  const full = Math.min(barWidth, Math.floor(share * barWidth));
  const bar = `[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}]`;
  const percent = `${Math.floor(Math.min(share, 1) * 100)} %`.padStart(5);
  const left = share > 0 && share < 1 ? [`${duration((seconds / share) * (1 - share))} left`] : [];
  return [bar, percent, ...parts, ...left].join('  ');
}

export function rateOf(count: number, seconds: number): string {
  return `${Math.round(count / Math.max(seconds, 0.001)).toLocaleString('en')}/s`;
}

export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
