import { afterEach, describe, expect, test, vi } from 'vitest';
import { administratorWith } from './admin-tokens.ts';
import { fakeServices } from './fake-services.ts';

const token = 'the-token-of-the-warehouse';
const warehouse = { token, scopes: ['catalog'] };

function found(given: string, tokens: unknown) {
  const text = typeof tokens === 'string' ? tokens : JSON.stringify(tokens);
  return administratorWith(given, fakeServices({ ADMIN_TOKENS: text }).env);
}

afterEach(() => vi.restoreAllMocks());

test('an administrator of several has a name, which the audit trail shows, and scopes', async () => {
  expect(await found(token, { warehouse })).toMatchObject({ name: 'warehouse', scopes: ['catalog'] });
});

describe('nobody is let in, and the log says so without a token in it, where ADMIN_TOKENS', () => {
  test.each([
    ['is no JSON', '{'],
    ['has a scope that is none', { warehouse: { ...warehouse, scopes: ['everything'] } }],
    ['has no scope', { warehouse: { ...warehouse, scopes: [] } }],
    ['has a token that can be tried out', { warehouse: { ...warehouse, token: 'secret' } }],
    ['has an empty token', { warehouse: { ...warehouse, token: '' } }],
    ['has a field that nobody knows', { warehouse: { ...warehouse, until: 'tomorrow' } }],
    ['has a name that is none', { 'The Warehouse': warehouse }],
    ['is a list', [warehouse]],
  ])('%s', async (_, tokens) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(await found(token, tokens)).toBeUndefined();
    expect(await found('', tokens)).toBeUndefined();
    expect(log).toHaveBeenCalledTimes(2);
    expect(log.mock.calls.join()).toContain('ADMIN_TOKENS');
    expect(log.mock.calls.join()).not.toContain(token);
  });
});
