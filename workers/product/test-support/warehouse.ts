import type { Answer } from '../../../shared/contracts/call.ts';
import type { ImportResult, ImportStatus, ProductLine } from '../../../shared/contracts/product-line.ts';
import { collected } from '../../../shared/test-support/collected.ts';
import { importProducts } from '../import/import.ts';
import { cause, Shelf } from './shelf.ts';

/** Actors that are reached over a network on which calls take longer or shorter, and fail as a test says. */
export class Warehouse {
  readonly shelves = new Map<string, Shelf>();
  /** Thrown by the next calls for a product, one after the other. */
  readonly failures = new Map<string, Error[]>();
  readonly pauses: number[] = [];
  #calls = 0;

  shelf(id: string): Shelf {
    const shelf = this.shelves.get(id) ?? new Shelf(undefined, id);
    this.shelves.set(id, shelf);
    return shelf;
  }

  async import(id: string, line: ProductLine): Promise<Answer<ImportStatus>> {
    this.#calls += 1;
    // The later the call, the sooner it is there.
    for (let turns = 10 - (this.#calls % 10); turns > 0; turns--) await turn();
    const failure = this.failures.get(id)?.shift();
    if (failure) throw failure;
    return this.shelf(id).housed.import(line, cause);
  }

  async take(file: string | AsyncIterable<Uint8Array>): Promise<ImportResult[]> {
    const chunks = typeof file === 'string' ? inOneChunk(file) : file;
    const product = (id: string) => ({ import: (line: ProductLine) => this.import(id, line) });
    const pause = async (ms: number) => void this.pauses.push(ms);
    return collected(importProducts(chunks, product, cause, pause));
  }
}

export async function* inOneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function lineOf(id: string, change: object = {}): string {
  return JSON.stringify({
    id,
    name: `The ${id}`,
    price: { amount: 180, currency: 'EUR' },
    stock: 5,
    ...change,
  });
}
