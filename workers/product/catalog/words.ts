/** Writing without blanks between words: each character counts as a word, and a longer text as a row of them. */
const unspaced = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}]`;
const letter = String.raw`[\p{L}\p{N}]`;

/** A character of an unspaced script, a run of letters and digits of any other, or a symbol such as an emoji. */
const word = new RegExp(
  String.raw`[${unspaced}&&${letter}]\p{M}*|(?:[${letter}--${unspaced}]\p{M}*)+|\p{So}`,
  'gv',
);

/**
 * The words of a text as the search knows them: without case, accents and full or half width, so that "cafe"
 * finds "Café". What is indexed and what is typed both go through here, so that they cannot differ.
 */
export function wordsOf(text: string): string[] {
  return folded(text).match(word) ?? [];
}

/** In upper case, because that does not depend on the letters around: "ς" and "σ" become the same, and "ß" "SS". */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase();
}

/** So many of the words typed are looked for, each of which costs. Of an unspaced script, so many characters. */
const maxWords = 20;

/**
 * What was typed, as an FTS5 query, or null when there is nothing in it to look for. Every word must be found, and
 * finds what begins with it; what was typed without a blank ("green-tea", "おにぎり") must stand together. The
 * query holds nothing but quoted words of ours: no operator of FTS5 can get into it.
 */
export function matchOf(typed: string): string | null {
  const phrases: string[] = [];
  let left = maxWords;
  for (const part of typed.split(/\s+/u)) {
    const words = wordsOf(part).slice(0, left);
    left -= words.length;
    if (words.length > 0) phrases.push(`"${words.join(' ')}"*`);
  }
  return phrases.length > 0 ? phrases.join(' AND ') : null;
}
