import { describe, expect, test } from 'vitest';
import { Cloudflare } from './deploy/test-support/cloudflare.ts';

const deployments = [
  'deploy --config workers/order/wrangler.toml',
  'deploy --config workers/cart/wrangler.toml',
  'deploy --config workers/product/wrangler.toml',
  'deploy --config wrangler.toml',
];

// Cloudflare cannot be reached from a test: bin/wrangler stands in for it, and says what it refuses.
describe('a deployment', () => {
  test('creates what is missing, and the next one creates nothing', async () => {
    using cloudflare = new Cloudflare();
    const env = { ADMIN_TOKEN: 'a token of thirty-two bytes or more' };

    const first = await cloudflare.deploy(['--yes'], { env });
    expect(first.complaint).toBe('');
    expect(first.ok).toBe(true);
    expect(first.output).toContain('Corner Shop (0a1b)');
    expect(cloudflare.changes).toEqual([
      ...cloudflare.queues.map((queue) => `queues create ${queue}`),
      'd1 create konbini-catalog',
      'd1 create konbini-orders',
      'deploy --config workers/cart/.wrangler-first.toml',
      'deploy --config workers/product/.wrangler-first.toml',
      ...deployments,
      'secret bulk --config wrangler.toml',
    ]);
    expect(cloudflare.secretsOf('konbini-gateway')).toEqual(env);

    const second = await cloudflare.deploy(['--yes'], { env });
    expect(second.ok).toBe(true);
    expect(cloudflare.changes).toEqual(deployments);
  });

  test('stops at the first failure, and is gone on with by the next', async () => {
    using cloudflare = new Cloudflare();
    cloudflare.break('d1 create konbini-orders');
    const failed = await cloudflare.deploy(['--yes']);
    expect(failed.ok).toBe(false);
    expect(failed.complaint).toContain('Cloudflare is not well today');
    expect(failed.complaint).toContain('this failed: npx wrangler d1 create konbini-orders');
    expect(cloudflare.changes.at(-1)).toBe('d1 create konbini-orders');

    cloudflare.mend();
    expect((await cloudflare.deploy(['--yes'])).ok).toBe(true);
    expect(cloudflare.changes.slice(0, 2)).toEqual([
      'd1 create konbini-orders',
      'deploy --config workers/cart/.wrangler-first.toml',
    ]);
  });

  test('asks first, and does nothing without a yes', async () => {
    using cloudflare = new Cloudflare();
    for (const typed of ['', 'yesterday\n']) {
      const { ok, output, complaint } = await cloudflare.deploy([], { typed });
      expect(ok).toBe(false);
      expect(output).toContain('create the queue konbini-dead-letters');
      expect(output).toContain('Go ahead? (y/N)');
      expect(complaint).toBe('Nothing was done.\n');
      expect(cloudflare.changes).toEqual([]);
    }
  });

  test("makes up the administrators' token, hands it over unseen by others, and shows it once", async () => {
    using cloudflare = new Cloudflare();
    const { ok, output } = await cloudflare.deploy([], { typed: 'y\n' });
    expect(ok).toBe(true);
    const { ADMIN_TOKEN: token } = cloudflare.secretsOf('konbini-gateway');
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(output.split(String(token))).toHaveLength(2);
    expect(cloudflare.calls.join()).not.toContain(token);
  });

  test('shows no secret in CI, and says what does not work without', async () => {
    using cloudflare = new Cloudflare();
    const { output } = await cloudflare.deploy(['--yes'], { env: { STRIPE_SECRET_KEY: 'sk_test_1' } });
    expect(output).toMatch(/^Not set: ADMIN_TOKEN, .* Without it: there is no such administrator\.$/m);
    expect(output).not.toContain('sk_test_1');
    expect(cloudflare.secretsOf('konbini-gateway')).toEqual({});
    expect(cloudflare.secretsOf('konbini-order')).toEqual({ STRIPE_SECRET_KEY: 'sk_test_1' });
  });

  test('is in the wiring that is asked for, in all four workers', async () => {
    using cloudflare = new Cloudflare();
    await cloudflare.deploy(['--yes', '--wiring', 'events']);
    expect(cloudflare.changes.filter((call) => call.startsWith('deploy') && !call.includes('first'))).toEqual(
      deployments.map((call) => call.replace('wrangler.toml', '.wrangler-events.toml')),
    );
  });
});

describe('what cannot be deployed', () => {
  test.each([
    { args: ['--wiring', 'both'], says: '--wiring must be one of hybrid, events, direct, not "both".' },
    { args: ['--force'], says: "Unknown option '--force'" },
    { env: { ADMIN_TOKEN: 'local-admin' }, says: 'ADMIN_TOKEN must have 32 bytes or more.' },
  ])('$says', async ({ args = [], env = {}, says }) => {
    using cloudflare = new Cloudflare();
    const { ok, complaint } = await cloudflare.deploy(['--yes', ...args], { env });
    expect(ok).toBe(false);
    expect(complaint).toContain(says);
    expect(complaint).not.toContain('    at ');
    expect(cloudflare.changes).toEqual([]);
  });

  test('nobody is signed in: what to set', async () => {
    using cloudflare = new Cloudflare();
    cloudflare.signOut();
    const { ok, complaint } = await cloudflare.deploy(['--yes']);
    expect(ok).toBe(false);
    expect(complaint).toMatch(/npx wrangler login[\s\S]*CLOUDFLARE_API_TOKEN[\s\S]*--dry-run/);
  });

  test('several accounts, and none is named: which there are', async () => {
    using cloudflare = new Cloudflare();
    cloudflare.signIn([
      { id: '0a', name: 'One' },
      { id: '0b', name: 'Other' },
    ]);
    const { complaint } = await cloudflare.deploy(['--yes']);
    expect(complaint).toMatch(/Set CLOUDFLARE_ACCOUNT_ID [\s\S]* One \(0a\)\n {2}Other \(0b\)/);
  });
});
