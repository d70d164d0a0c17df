/// <reference types="@cloudflare/vitest-plugin/types" />
import { abortAllDurableObjects, evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, it, vi } from 'vitest';
import type { TallyObject, TestEnv } from './test-support/worker.ts';
import type { VerificationRun } from './verification-run.ts';
import type { Progress } from './verifier.ts';

const { TALLY } = env as unknown as TestEnv;
const tally = () => TALLY.getByName('verified');

afterEach(() => reset());

/** A stub's types do not know values that may be anything. */
function runOf(progress: unknown): VerificationRun {
  return (progress as Progress).run;
}

/** Enough for some steps. */
async function longLived(): Promise<void> {
  await runInDurableObject(tally(), (object: TallyObject, { storage }) => {
    storage.transactionSync(() => {
      for (let i = 0; i < 1_500; i++) object.handle({ type: 'Add', amount: 1, at: Date.now() });
    });
  });
}

it('a verification is done at once where there is time for it, and leaves no table but its result', async () => {
  await longLived();
  expect(await tally().verify()).toMatchObject({ run: { phase: 'done', events: 1_500, differences: [] } });
  await runInDurableObject(tally(), (_object: TallyObject, { storage }) => {
    const query = "SELECT name FROM sqlite_master WHERE name IN ('replayed', 'verification')";
    expect(storage.sql.exec(query).toArray()).toEqual([{ name: 'verification' }]);
  });
});

it('a verification whose process has died is finished by the alarm', async () => {
  await longLived();
  void Promise.resolve(tally().verify()).catch(() => {});
  await vi.waitFor(async () => expect(runOf(await tally().verification()).seq).toBeGreaterThan(0));
  await abortAllDurableObjects();
  await vi.waitFor(
    async () =>
      expect(await tally().verification()).toMatchObject({ run: { phase: 'done', differences: [] } }),
    { timeout: 10_000, interval: 50 },
  );
});

it('an actor that cannot wake is verified and audited, and the damage is named', async () => {
  await longLived();
  await runInDurableObject(tally(), (_object: TallyObject, { storage }) => {
    storage.sql.exec(
      "INSERT INTO event (seq, type, version, at, caller, request, trace, data) VALUES (1501, 'Poison', 1, 0, '', '', '', '{}')",
    );
  });
  await evictDurableObject(tally());
  const reason = 'Error: event 1501 has the unknown type Poison';
  expect(runOf(await tally().verify()).differences).toMatchObject([
    { place: 'event 1501', found: reason },
    { place: 'waking', found: reason },
  ]);
  const page = await tally().audit({ after: 1_500, limit: 5 });
  expect(page).toMatchObject({
    ok: true,
    value: { items: [{ undecodable: expect.stringMatching(/Poison/) }] },
  });
});
