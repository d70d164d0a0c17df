export interface Bar {
  label: string;
  value: number;
  /** The value as people read it. */
  text: string;
}

interface BarChartProps {
  /** What it shows, for screen readers. */
  label: string;
  bars: readonly Bar[];
}

const height = 120;
const step = 40;
const width = 26;

/** Bars from left to right, the last one stressed. Each says its value when pointed at. */
export function BarChart({ label, bars }: BarChartProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const said = bars.filter(({ value }) => value > 0).map((bar) => `${bar.label}: ${bar.text}`);
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${bars.length * step} ${height + 22}`}
      role="img"
      aria-label={[label, ...said].join(', ')}
    >
      {bars.map((bar, index) => (
        <BarColumn
          key={bar.label}
          bar={bar}
          share={bar.value / most}
          left={index * step}
          isLast={index === bars.length - 1}
        />
      ))}
    </svg>
  );
}

interface BarColumnProps {
  bar: Bar;
  /** Of the tallest one: 0 to 1. */
  share: number;
  left: number;
  isLast: boolean;
}

/** Also a day on which nothing was sold has a foot, so that it is seen to be there. */
function BarColumn({ bar, share, left, isLast }: BarColumnProps) {
  const tall = Math.max(3, share * (height - 6));
  return (
    <g class={isLast ? 'last' : ''}>
      <title>{`${bar.label}: ${bar.text}`}</title>
      <rect x={left + (step - width) / 2} y={height - tall} width={width} height={tall} rx={4} />
      <text x={left + step / 2} y={height + 17} text-anchor="middle">
        {bar.label}
      </text>
    </g>
  );
}
