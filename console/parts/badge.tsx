import { texts } from '../texts.ts';

/** What a status means to an operator: all is well, wait, look at it, or nothing in particular. */
type Tone = 'good' | 'warn' | 'bad' | 'plain';

const tones: Partial<Record<string, Tone>> = {
  confirmed: 'good',
  fulfilled: 'good',
  active: 'good',
  sent: 'good',
  enabled: 'good',
  delivered: 'good',
  redriven: 'good',
  succeeded: 'good',
  idle: 'good',
  created: 'good',
  updated: 'good',
  ok: 'good',
  placing: 'warn',
  awaitingPayment: 'warn',
  sending: 'warn',
  pending: 'warn',
  running: 'warn',
  rebuilding: 'warn',
  kept: 'warn',
  failed: 'bad',
  refused: 'bad',
  disabled: 'bad',
  down: 'bad',
};

/** A status in a word. The colour only repeats what the word says. */
export function Badge({ status }: { status: string }) {
  return <span class={`badge ${tones[status] ?? 'plain'}`}>{texts.statuses[status] ?? status}</span>;
}
