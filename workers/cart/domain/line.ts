/** What a cart knows of a product. The greater `seq` is the newer knowledge. */
export interface ProductFacts {
  seq: number;
  name: string;
  image: string | null;
  priceMinor: number;
  /** ISO 4217 */
  currency: string;
  status: 'active' | 'archived';
  /** null: cannot be known at the moment. */
  available: number | null;
}

/** `added` is the product as the buyer saw it when adding; `known` is the newest that we have heard. */
export interface Line {
  productId: string;
  quantity: number;
  added: ProductFacts;
  known: ProductFacts;
}

export function lineOf(lines: Line[], productId: string): Line | undefined {
  return lines.find((line) => line.productId === productId);
}

/** Of two pieces of knowledge the newer one; of the same age the one that knows the availability. */
export function newer(a: ProductFacts, b: ProductFacts): ProductFacts {
  if (a.seq !== b.seq) return a.seq > b.seq ? a : b;
  return a.available === null ? b : a;
}

/** More of a line keeps the price of its first unit: a price that has changed since is shown, not slipped in. */
export function withAdded(
  lines: Line[],
  { productId, quantity, facts }: { productId: string; quantity: number; facts: ProductFacts },
): Line[] {
  const line = lineOf(lines, productId);
  if (!line) return [...lines, { productId, quantity, added: facts, known: facts }];
  return changeLine(lines, productId, {
    quantity: line.quantity + quantity,
    known: newer(facts, line.known),
  });
}

export function changeLine(lines: Line[], productId: string, change: Partial<Line>): Line[] {
  return lines.map((line) => (line.productId === productId ? { ...line, ...change } : line));
}

/** Lines of another cart come to these: quantities of the same product add up, nothing is left behind. */
export function takeOverLines(own: Line[], others: Line[]): Line[] {
  const lines = new Map(own.map((line) => [line.productId, line]));
  for (const other of others) {
    const line = lines.get(other.productId);
    lines.set(other.productId, line ? together(line, other) : other);
  }
  return [...lines.values()];
}

function together(line: Line, other: Line): Line {
  return {
    ...line,
    quantity: line.quantity + other.quantity,
    known: newer(line.known, other.known),
  };
}
