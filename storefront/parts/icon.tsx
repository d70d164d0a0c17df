const shapes = {
  basket: 'M4 9h16l-1.6 9.2a2 2 0 0 1-2 1.8H7.6a2 2 0 0 1-2-1.8zM8.5 9 12 3.5 15.5 9M9.5 13v3.5M14.5 13v3.5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-3.6 3.7-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  glass: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20.5 20.5',
  done: 'M5 12.5 10 17.5 19.5 7',
  failed: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  undone: 'M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9',
  running: 'M12 4a8 8 0 1 1-8 8',
  less: 'M6 12h12',
  more: 'M12 6v12M6 12h12',
} as const;
export type IconName = keyof typeof shapes;

/** A drawing beside words that say the same. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
