import { once } from 'node:events';
import { wholeNumber } from './options.ts';

/* Products by the thousand, for trying imports and search: node scripts/load/products.ts 100000 > products.ndjson */

const things = [
  'Tea',
  'Coffee',
  'Onigiri',
  'Bento',
  'Umbrella',
  'Notebook',
  'Soap',
  'Pencil',
  'Lamp',
  'Socks',
];
const kinds = [
  'green',
  'salmon',
  'small',
  'folding',
  'lemon',
  'striped',
  'cold',
  'spicy',
  'plain',
  'roasted',
];

/** The same for the same number, always. */
function product(number: number) {
  const thing = things[number % things.length] as string;
  const kind = kinds[Math.floor(number / things.length) % kinds.length] as string;
  return {
    id: `load-${String(number).padStart(7, '0')}`,
    name: `${thing}, ${kind}, no. ${number}`,
    description: `A ${kind} ${thing.toLowerCase()} as it stands on our shelf ${number % 97}.`,
    price: { amount: 100 + (number % 900), currency: 'EUR' },
    attributes: { category: thing.toLowerCase(), kind },
    stock: number % 500,
  };
}

const count = wholeNumber('The number of products', process.argv[2] ?? '');
for (let number = 1; number <= count; number++) {
  if (!process.stdout.write(`${JSON.stringify(product(number))}\n`)) await once(process.stdout, 'drain');
}
