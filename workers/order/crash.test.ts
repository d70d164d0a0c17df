import { describe, expect, it, vi } from 'vitest';
import { paymentDeadlineMs } from './saga/runner.ts';
import { letProcessesDie } from './test-support/deaths.ts';
import type { Fault } from './test-support/network.ts';
import { cancel, key, play, type Scenario, scenarios } from './test-support/scenarios.ts';
import { booksAfter, hana, Shop } from './test-support/shop.ts';

// Thousands of checkouts, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

letProcessesDie();

const faults: Fault[] = ['diesBefore', 'diesAfter', 'diesAndItArrivesLate', 'unreachable', 'answerLost'];
const crashes: Fault[] = ['diesBefore', 'diesAfter', 'diesAndItArrivesLate'];

/** The calls of a scenario on which nothing goes wrong. */
async function callsOf(scenario: Scenario): Promise<string[]> {
  const shop = new Shop();
  await play(shop, scenario);
  await shop.closeBooks();
  return shop.network.calls;
}

/** Everyone agrees: all is sold and paid for, or nothing is held, and nothing charged (lessons 9, 12, 13). */
async function expectConsistent(shop: Shop): Promise<string> {
  const books = await shop.closeBooks();
  const { status, cart } = books;
  const stocked = shop.shelves.shelves.onigiri?.onHand === 0 && status === 'failed';
  const onigiri = stocked ? { onHand: 0, held: 0, sold: 0 } : undefined;
  const end = status === 'canceled' && cart === 'converted' ? 'canceledAfterwards' : status;
  const expected = booksAfter[end as keyof typeof booksAfter];
  expect(books).toEqual({ ...expected, ...(onigiri && { onigiri }) });
  return end ?? 'none';
}

/** The buyer's client asks again with its keys, and hears what was answered then (lesson 19). */
async function expectAnswered(shop: Shop, { requests }: Scenario): Promise<void> {
  expect(await shop.place('tok_ok', key)).toMatchObject({ replayed: true });
  if (!requests.includes(cancel)) return;
  expect(await cancel(shop)).not.toMatchObject({ rejection: { type: 'RequestInProgress' } });
}

describe.each(scenarios)('$name', (scenario) => {
  it.each(faults)('comes to a good end whichever call goes wrong: %s', async (fault) => {
    const calls = await callsOf(scenario);
    for (const index of calls.keys()) {
      const shop = new Shop();
      shop.network.fail(index, fault);
      await play(shop, scenario);
      await expectConsistent(shop);
      await expectAnswered(shop, scenario);
      expect(shop.dump).not.toContain('tok_');
    }
    expect(calls.length).toBeGreaterThanOrEqual(5);
  });

  it.each(crashes)('comes to a good end when the process that takes over dies as well: %s', async (fault) => {
    for (let first = 0; ; first++) {
      for (let second = first + 1; ; second++) {
        const shop = new Shop();
        shop.network.fail(first, fault);
        shop.network.fail(second, fault);
        await play(shop, scenario);
        await expectConsistent(shop);
        await expectAnswered(shop, scenario);
        const { length } = shop.network.calls;
        if (length <= first) return;
        if (length <= second) break;
      }
    }
  });

  it('comes to a good end whichever statement of the storage is the last of a process', async () => {
    for (let statements = 0; ; statements++) {
      const shop = new Shop();
      shop.platform.statementsLeft = statements;
      await play(shop, scenario);
      if (shop.platform.statementsLeft >= 0) break;
      shop.restart();
      if (shop.order.view(hana) === null) continue;
      await play(shop, { ...scenario, requests: scenario.requests.slice(1) });
      await expectConsistent(shop);
      await expectAnswered(shop, scenario);
    }
  });
});

describe('a process that dies in a checkout that goes well', () => {
  const [scenario] = scenarios as [Scenario];

  async function endAfter(name: string, fault: Fault) {
    const shop = new Shop();
    shop.network.failNext(name, fault);
    await play(shop, scenario);
    const end = await expectConsistent(shop);
    return { end, calls: shop.network.calls };
  }

  it.each(['validate', 'reserve coffee', 'reserve onigiri'])(
    'before the payment leaves no order, since the token died with it: %s',
    async (name) => {
      for (const fault of crashes) expect((await endAfter(name, fault)).end).toBe('failed');
    },
  );

  it('in the payment leaves an order exactly when the money was authorised', async () => {
    expect((await endAfter('authorize', 'diesBefore')).end).toBe('failed');
    expect((await endAfter('authorize', 'diesAndItArrivesLate')).end).toBe('failed');
    const { end, calls } = await endAfter('authorize', 'diesAfter');
    expect(end).toBe('confirmed');
    expect(calls.filter((name) => name === 'authorize')).toHaveLength(1);
  });

  it.each(['commit onigiri', 'commit coffee', 'capture'])(
    'behind the payment leaves an order: %s (lesson 12)',
    async (name) => {
      for (const fault of crashes) expect((await endAfter(name, fault)).end).toBe('confirmed');
    },
  );

  it('with a reservation on its way leaves no hold behind when the next finds a shortage (lesson 9)', async () => {
    const shop = new Shop();
    shop.network.failNext('reserve onigiri', 'diesAndItArrivesLate');
    await play(shop, scenario);
    shop.shelves.shelves.onigiri = { onHand: 0, priceMinor: 220, currency: 'EUR' };
    await shop.passTo(shop.now + 60_000);
    expect(shop.books.status).toBe('failed');
    shop.shelves.shelves.onigiri = { onHand: 10, priceMinor: 220, currency: 'EUR' };
    await shop.network.deliverLate();
    expect(shop.books).toEqual(booksAfter.failed);
  });

  it('is replaced within ten seconds', async () => {
    const shop = new Shop();
    shop.network.failNext('capture', 'diesBefore');
    await play(shop, scenario);
    await shop.passTo(shop.now + 10_000);
    expect(shop.books).toEqual(booksAfter.confirmed);
  });

  it('is replaced by one that goes on in the same trace, whoever else is told', async () => {
    const shop = new Shop();
    shop.network.failNext('commit onigiri', 'diesBefore');
    await play(shop, scenario);
    await shop.closeBooks();
    const events = shop.order.actor.events(0, 100);
    expect(events.map(({ caller }) => caller)).toContain('timer');
    const traces = [...events, ...shop.told.cart, ...shop.told.list].map(({ trace }) => trace);
    expect(new Set(traces)).toEqual(new Set([key.cause.trace]));
  });

  it('behind its last event has answered: the next one knows the answer (lesson 19)', async () => {
    const shop = new Shop();
    const { platform } = shop;
    const { exec } = platform.sql;
    platform.sql.exec = (query, ...bindings) => {
      if (query.startsWith('UPDATE repeat')) throw new Error('the process died');
      return exec(query, ...bindings);
    };
    await expect(shop.place('tok_ok', key)).rejects.toThrow('the process died');
    shop.restart();
    expect(await shop.place('tok_ok', key)).toMatchObject({ replayed: true, value: { status: 'confirmed' } });
  });
});

describe('services that hang', () => {
  const [scenario] = scenarios as [Scenario];

  it('are waited for until their deadline, and what they do afterwards does no harm', async () => {
    for (const [index, name] of (await callsOf(scenario)).entries()) {
      const shop = new Shop();
      shop.network.fail(index, 'hangs');
      const placing = shop.place('tok_ok', key);
      await vi.advanceTimersByTimeAsync(paymentDeadlineMs);
      const answer = await placing;
      const behindPayment = name.startsWith('commit') || name === 'capture';
      if (behindPayment) expect(answer).toMatchObject({ ok: true, value: { status: 'placing' } });
      else expect(answer).toMatchObject({ ok: false, rejection: { type: 'ServiceUnavailable' } });
      expect(await expectConsistent(shop)).toBe(behindPayment ? 'confirmed' : 'failed');
    }
  });
});
