import type { Place } from '../../shared/contracts/faults.ts';
import { texts } from '../texts.ts';
import { boxes, endsOf, lineBetween, viewBox, type Way, ways } from './geometry.ts';
import type { Hop } from './hops.ts';
import { Traveller } from './traveller.tsx';

interface PictureProps {
  /** What is said just now. */
  hop: Hop | undefined;
  /** Arrows of the pattern that is explained. */
  shown: readonly Way[];
  isMoving: boolean;
}

/** Who there is, and what goes between them. For the eye alone: the list beside it says the same. */
export function Picture({ hop, shown, isMoving }: PictureProps) {
  return (
    <svg class="wiring" viewBox={viewBox} aria-hidden="true">
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="5"
          markerHeight="5"
          orient="auto"
        >
          <path d="M0 0 10 5 0 10z" />
        </marker>
      </defs>
      {ways.map((way) => (
        <Line key={way} way={way} isShown={shown.includes(way)} />
      ))}
      {hop && <CurrentLine hop={hop} />}
      {(Object.keys(boxes) as Place[]).map((place) => (
        <Box key={place} place={place} isSpeaking={place === hop?.from || place === hop?.to} />
      ))}
      {hop && isMoving && <Traveller hop={hop} />}
    </svg>
  );
}

function Line({ way, isShown }: { way: Way; isShown: boolean }) {
  const [start, end] = lineBetween(...endsOf(way));
  return <line class={`way ${isShown ? 'shown' : ''}`} x1={start.x} y1={start.y} x2={end.x} y2={end.y} />;
}

function CurrentLine({ hop: { from, to, kind } }: { hop: Hop }) {
  const [start, end] = lineBetween(from, to);
  return (
    <line
      class={`current ${kind}`}
      x1={start.x}
      y1={start.y}
      x2={end.x}
      y2={end.y}
      marker-end="url(#arrow)"
    />
  );
}

function Box({ place, isSpeaking }: { place: Place; isSpeaking: boolean }) {
  const { x, y, halfWidth, halfHeight } = boxes[place];
  return (
    <g class={`box ${place} ${isSpeaking ? 'speaking' : ''}`}>
      <rect
        x={x - halfWidth}
        y={y - halfHeight}
        width={halfWidth * 2}
        height={halfHeight * 2}
        rx={place === 'queues' ? halfHeight : 12}
      />
      <text x={x} y={y}>
        {texts.patterns.places[place]}
      </text>
    </g>
  );
}
