const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/** FNV-1a, of which 63 bits: 0 to 2^63 - 1 in decimals. Two of a million texts share one with a chance of 10^-7. */
function hashOf(text: string): string {
  let hash = offset;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  }
  return BigInt.asUintN(63, hash).toString();
}

/**
 * The row number of a product. FTS5 can give a page without reading all that it found only in order of row number,
 * and this order is the same in every set of tables and on every day, so that a page can go on where the one before
 * ended.
 */
export function rowOf(productId: string): string {
  return hashOf(productId);
}

/** An attribute with its value as one word, which no tokenizer takes apart. */
export function factOf([name, value]: [name: string, value: string]): string {
  return hashOf(`${name}=${value}`);
}
