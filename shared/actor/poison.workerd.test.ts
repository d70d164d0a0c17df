/// <reference types="@cloudflare/vitest-plugin/types" />
import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, it } from 'vitest';
import type { TallyObject, TestEnv } from './test-support/worker.ts';

const { TALLY } = env as unknown as TestEnv;
const tally = () => TALLY.getByName('poisoned');

afterEach(() => reset());

it('an object that cannot wake fails who calls it, and keeps its alarm', async () => {
  await tally().handle({ type: 'Open', slotId: 'a', until: Date.now() + 3_600_000, at: Date.now() });
  await runInDurableObject(tally(), (_object: TallyObject, { storage }) => {
    storage.sql.exec(
      "INSERT INTO event (seq, type, version, at, caller, request, trace, data) VALUES (99, 'Poison', 1, 0, '', '', '', '{}')",
    );
  });
  await evictDurableObject(tally());
  await runInDurableObject(tally(), async (object: TallyObject, { storage }) => {
    expect(() => object.look()).toThrow('unknown type Poison');
    await storage.deleteAlarm();
    await object.alarm({ retryCount: 5, isRetry: true, scheduledTime: 0 });
    expect(await storage.getAlarm()).toBeGreaterThan(Date.now());
  });
});
