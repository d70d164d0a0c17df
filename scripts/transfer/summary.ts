import type { ImportResult } from '../../shared/contracts/product-line.ts';
import { duration, rateOf } from './progress.ts';

/** Enough to see what is wrong with a file. */
const shownFailures = 20;

/** What an import has come to. */
export class Summary {
  readonly #counts = { created: 0, updated: 0, unchanged: 0, failed: 0 };
  readonly #failures: string[] = [];

  add(result: ImportResult): void {
    this.#counts[result.status] += 1;
    if (result.status === 'failed' && this.#failures.length < shownFailures) {
      this.#failures.push(
        `  line ${result.line}${result.id ? ` (${result.id})` : ''}: ${result.problem?.detail}`,
      );
    }
  }

  get lines(): number {
    return Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
  }

  get failed(): number {
    return this.#counts.failed;
  }

  text(seconds: number): string {
    const counts = Object.entries(this.#counts).map(
      ([status, count]) => `${count.toLocaleString('en')} ${status}`,
    );
    const head = `${this.lines.toLocaleString('en')} lines in ${duration(seconds)}, ${rateOf(this.lines, seconds)}: ${counts.join(', ')}`;
    if (this.failed === 0) return head;
    const rest = this.failed - this.#failures.length;
    return [head, ...this.#failures, ...(rest > 0 ? [`  … and ${rest.toLocaleString('en')} more`] : [])].join(
      '\n',
    );
  }
}
