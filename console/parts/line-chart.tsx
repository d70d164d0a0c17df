interface LineChartProps {
  /** What it shows, for screen readers. */
  label: string;
  /** From left to right. */
  values: readonly number[];
  /** How many there are at most: the line grows until then. */
  room: number;
}

const [width, height] = [300, 60];

/** A line of the newest values, with the area under it. */
export function LineChart({ label, values, room }: LineChartProps) {
  const most = Math.max(1, ...values);
  const left = (index: number) => (index / Math.max(1, room - 1)) * width;
  const points = values.map((value, index) => `${left(index)},${height - 3 - (value / most) * (height - 8)}`);
  const last = left(values.length - 1);
  return (
    <svg
      class="line"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <polygon points={[`0,${height}`, ...points, `${last},${height}`].join(' ')} />
      <polyline points={points.join(' ')} />
    </svg>
  );
}
