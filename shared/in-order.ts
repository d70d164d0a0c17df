/**
 * Works on items as they come, at most so many at once, and gives the results in the order of the items, each
 * as soon as it and those before it are there. Takes no item before there is room for it, and none while
 * nobody asks for results.
 */
export async function* inOrder<Item, Value>(
  items: AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Value>,
): AsyncGenerator<Value> {
  const source = items[Symbol.asyncIterator]();
  const running: Promise<Value>[] = [];
  let coming: Promise<Coming<Item>> | null = comingFrom(source);
  let failure: { error: unknown } | undefined;
  try {
    while (coming || running.length > 0) {
      const next: Coming<Item> | { result: Value } = await firstOf(
        running.length < atOnce ? coming : null,
        running[0],
      );
      if ('result' in next) {
        running.shift();
        yield next.result;
      } else if ('item' in next) {
        running.push(quietly(work(next.item)));
        coming = comingFrom(source);
      } else {
        if ('error' in next) failure = next;
        coming = null;
      }
    }
  } finally {
    await source.return?.();
  }
  if (failure) throw failure.error;
}

/** The next item, the end, or what has broken the source off: that is thrown behind the results. */
type Coming<Item> = { item: Item } | { error: unknown } | { end: true };

async function comingFrom<Item>(source: AsyncIterator<Item>): Promise<Coming<Item>> {
  try {
    const { done, value } = await source.next();
    return done ? { end: true } : { item: value };
  } catch (error) {
    return { error };
  }
}

/** What is there first: what is to come, or the result that is next in order. */
function firstOf<Item, Value>(
  coming: Promise<Coming<Item>> | null,
  result: Promise<Value> | undefined,
): Promise<Coming<Item> | { result: Value }> {
  const either: Promise<Coming<Item> | { result: Value }>[] = [];
  if (coming) either.push(coming);
  if (result) either.push(result.then((value) => ({ result: value })));
  return Promise.race(either);
}

/** A failure is thrown where its turn comes; until then it is not one that nobody has seen. */
function quietly<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}
