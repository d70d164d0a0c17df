import { beforeAll, describe, expect, it } from 'vitest';
import { mayGoTo } from './test-support/status-table.ts';
import { walk } from './test-support/walk.ts';

describe('the states of an order', () => {
  const observed: Record<string, Set<string>> = {};

  beforeAll(() => {
    walk(3, {
      onPlace: ({ order }) => {
        observed[order.status] ??= new Set();
      },
      onEvent: (before, _event, after) => {
        if (before.status !== after.status) observed[before.status]?.add(after.status);
      },
    });
  });

  it('are all reachable', () => {
    expect(Object.keys(observed).sort()).toEqual(Object.keys(mayGoTo).sort());
  });

  it.each(Object.entries(mayGoTo))('%s goes to %j, and to all of these', (from, to) => {
    expect([...(observed[from] ?? [])].sort()).toEqual(to);
  });

  it('end where the table says so: closed, fulfilled, failed and canceled are left by nothing', () => {
    const ends = Object.entries(mayGoTo).filter(([, to]) => to.length === 0);
    expect(ends.map(([from]) => from)).toEqual(['closed', 'fulfilled', 'failed', 'canceled']);
    for (const [end] of ends) expect(observed[end]?.size).toBe(0);
  });

  it('lead back to waiting for the buyer from nowhere: a payment is asked for once', () => {
    let most = 0;
    walk(2, {
      onPlace: ({ path }) => {
        most = Math.max(most, path.filter((label) => label.includes('requiresAction')).length);
      },
    });
    expect(most).toBe(1);
  });
});
