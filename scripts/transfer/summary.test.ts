import { describe, expect, it } from 'vitest';
import { malformedJson } from '../../shared/http/json-body.ts';
import { duration, progressLine } from './progress.ts';
import { Summary } from './summary.ts';

describe('a summary', () => {
  it('counts what became of the lines', () => {
    const summary = new Summary();
    summary.add({ line: 1, id: 'tea', status: 'created' });
    summary.add({ line: 2, id: 'cup', status: 'unchanged' });
    expect(summary.text(4)).toBe('2 lines in 4.0 s, 1/s: 1 created, 0 updated, 1 unchanged, 0 failed');
  });

  it('names the first twenty that have failed, and counts the rest', () => {
    const summary = new Summary();
    for (let line = 1; line <= 1_025; line++) {
      summary.add({ line, ...(line === 2 ? { id: 'cup' } : {}), status: 'failed', problem: malformedJson });
    }
    const [, first, second, ...more] = summary.text(1).split('\n');
    expect(first).toBe('  line 1: The body is not JSON.');
    expect(second).toBe('  line 2 (cup): The body is not JSON.');
    expect(more).toHaveLength(19);
    expect(more.at(-1)).toBe('  … and 1,005 more');
  });
});

describe('progress', () => {
  it('shows how far it is, how fast, and how long it takes yet', () => {
    expect(progressLine(1_500, 10, 0.5)).toBe(
      '[############............]   50 %  1,500 lines  150/s  10 s left',
    );
    expect(progressLine(1_500, 10, 1)).toContain('[########################]  100 %');
    expect(progressLine(0, 0, 0)).toContain('   0 %  0 lines');
  });

  it('shows no bar where nobody knows how much there is', () => {
    expect(progressLine(20, 2, undefined)).toBe('20 lines  10/s');
  });

  it.each([
    [0.25, '0.3 s'],
    [59, '59 s'],
    [61, '1 min 1 s'],
  ])('says %d s as %s', (seconds, said) => {
    expect(duration(seconds)).toBe(said);
  });
});
