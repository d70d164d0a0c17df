const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat('en', { timeStyle: 'short' });

/** "Nov 23, 2026, 4:51 AM", where the reader is. */
export function dayText(time: string): string {
  return day.format(new Date(time));
}

/** "4:51 AM", where the reader is. @param time ms since 1970 */
export function clockText(time: number): string {
  return clock.format(new Date(time));
}

/** "14:32": minutes and seconds, never less than none. */
export function leftText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
