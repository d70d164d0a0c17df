import { describe, expect, it } from 'vitest';
import { matchOf, wordsOf } from './words.ts';

describe('the words of a text', () => {
  it.each([
    ['Salmon Onigiri, 110 g', 'SALMON ONIGIRI 110 G'],
    ['onigiri-salmon', 'ONIGIRI SALMON'],
    ['Café CAFE\u0301 cafe', 'CAFE CAFE CAFE'],
    ['Straße STRASSE', 'STRASSE STRASSE'],
    ['ΟΔΟΣ οδος', 'ΟΔΟΣ ΟΔΟΣ'],
    ['ＴＥＡ ﬁg ｵﾆ', 'TEA FIG オ ニ'],
    ['鮭おにぎりUSBケーブル', '鮭 お に き\u3099 り USB ケ ー フ\u3099 ル'],
    ['ข้าว', 'ข\u0e49 า ว'],
    ['हिन्दी', 'हिन्दी'],
    ['rice 🍙❤️👍🏽', 'RICE 🍙 ❤ 👍'],
    ['"*" (a:b) -- ^ + , . \u0301 ، 、', 'A B'],
    ['', ''],
  ])('%j', (text, words) => {
    expect(wordsOf(text).join(' ')).toBe(words);
  });
});

describe('what was typed', () => {
  it('is looked for word by word, and together where nothing is in between', () => {
    expect(matchOf(' Green-tea  500\tml ')).toBe('"GREEN TEA"* AND "500"* AND "ML"*');
  });

  it('holds no operators', () => {
    expect(matchOf('"a" OR (b NOT c) NEAR(d, 5) words:e ^f -g h*')).toBe(
      '"A"* AND "OR"* AND "B"* AND "NOT"* AND "C"* AND "NEAR D"* AND "5"* AND "WORDS E"* AND "F"* AND "G"* AND "H"*',
    );
  });

  it.each(['', ' ', '"', '* - "(', '\u0301', '\u200d'])('%j is nothing to look for', (typed) => {
    expect(matchOf(typed)).toBeNull();
  });

  it('is cut off after twenty words, with blanks in between or not', () => {
    const typed = Array.from({ length: 25 }, (_, index) => `w${index}`);
    expect(matchOf(`! ${typed.join(' ! ')}`)).toBe(matchOf(typed.slice(0, 20).join(' ')));
    expect(matchOf(typed.join('-'))).toBe(matchOf(typed.slice(0, 20).join('-')));
    expect(matchOf('鮭'.repeat(200))).toBe(matchOf('鮭'.repeat(20)));
  });
});
