import type { ProductUpdated } from '../../shared/contracts/events.ts';
import { integrationEvent } from '../../shared/contracts/events.ts';
import { Dice } from '../../shared/test-support/dice.ts';

const syllables =
  'ka ki ku ke ko sa shi su te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa'.split(
    ' ',
  );

const vocabulary = vocabularyOf(20_000);
/** In which every 97th product is named, without blanks. */
const unspaced = '鮭おにぎり';
const at = Date.UTC(2026, 10, 22, 10);

/** Words of two to four syllables, always the same. */
function vocabularyOf(words: number): string[] {
  const dice = new Dice(1);
  const wordOf = () => Array.from({ length: 2 + dice.roll(3) }, () => dice.pick(syllables)).join('');
  return Array.from({ length: words }, wordOf);
}

/** The word of this rank: 0 is the one that stands in the most products, 19,999 in the fewest. */
export function wordOfRank(rank: number): string {
  return vocabulary[rank] as string;
}

/** Few words are in many products, and many in few, as in any language. The same for the same number, always. */
export function productUpdated(number: number): ProductUpdated {
  const dice = new Dice(number);
  const word = () => wordOfRank(Math.floor(vocabulary.length * (dice.roll(1_000_000) / 1_000_000) ** 4));
  const words = (count: number) => Array.from({ length: count }, word).join(' ');
  const productId = `p-${String(number).padStart(6, '0')}`;
  return integrationEvent('ProductUpdated', `product/${productId}`, 1, at, '', {
    productId,
    seq: 1,
    name: number % 97 === 0 ? `${words(3)} ${unspaced}` : words(3),
    description: words(24),
    image: null,
    attributes: { category: `cat-${dice.roll(24)}`, brand: `brand-${dice.roll(100)}` },
    price: { amount: 100 + dice.roll(900), currency: 'EUR' },
    available: 60,
    status: 'active',
    version: 1,
    updatedAt: at,
  });
}
