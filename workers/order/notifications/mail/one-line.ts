/** In a subject a line break would begin another header. */
const breaks = /[\p{Cc}\u2028\u2029]+/gu;

/** Embeddings, overrides and isolates turn round the text behind them, and with it amounts that are not theirs. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text that somebody else has written, as it may stand within a line of ours. */
export function oneLine(text: string): string {
  return text.replace(directions, '').replace(breaks, ' ').trim();
}
