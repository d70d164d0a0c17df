import { useState } from 'preact/hooks';

interface SliderProps {
  label: string;
  value: number;
  max: number;
  step: number;
  /** The value as people say it. */
  said: (value: number) => string;
  onChange: (value: number) => void;
}

/** A number from 0 to `max`. It counts when it is let go: each change is a request. */
export function Slider({ label, value, max, step, said, onChange }: SliderProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? value;
  return (
    <label class="slider">
      <span>
        <strong>{label}</strong>
        <output>{said(shown)}</output>
      </span>
      <input
        type="range"
        min={0}
        max={max}
        step={step}
        value={shown}
        aria-valuetext={said(shown)}
        onInput={(event) => setDragged(event.currentTarget.valueAsNumber)}
        onChange={(event) => {
          setDragged(null);
          onChange(event.currentTarget.valueAsNumber);
        }}
      />
    </label>
  );
}
