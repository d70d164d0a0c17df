import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { complaintOf, notThere, targetOf } from './shop.ts';

const stateDir = mkdtempSync(join(tmpdir(), 'konbini-transfer-'));
afterAll(() => rmSync(stateDir, { recursive: true }));
const env = { STATE_DIR: stateDir };

describe('whom an import goes to', () => {
  it('is the shop of this machine, with the token that it was started with', () => {
    const local = { url: 'http://localhost:8787', headers: { authorization: 'Bearer local-admin' } };
    expect(targetOf(undefined, env)).toEqual(local);
    writeFileSync(join(stateDir, 'local.env'), 'ADMIN_TOKEN="other"\n');
    expect(targetOf(undefined, { ...env, PORT: '9000' })).toEqual({
      url: 'http://localhost:9000',
      headers: { authorization: 'Bearer other' },
    });
    expect(targetOf(undefined, { ...env, ADMIN_TOKEN: 'mine' }).headers.authorization).toBe('Bearer mine');
  });

  it('never gets the local token elsewhere', () => {
    expect(() => targetOf('https://shop.example', env)).toThrow('Set ADMIN_TOKEN');
    expect(targetOf('https://shop.example/x', { ...env, ADMIN_TOKEN: 'mine' })).toEqual({
      url: 'https://shop.example',
      headers: { authorization: 'Bearer mine' },
    });
  });

  it('is not what is no URL', () => {
    expect(() => targetOf('shop', env)).toThrow('is no URL');
  });
});

describe('what is said when it does not work', () => {
  const target = targetOf('http://localhost:1', { ADMIN_TOKEN: 'mine' });

  it('says what to do next', async () => {
    const said = async (response: Response) => (await complaintOf(response, target)).message;
    expect(await said(new Response('{}', { status: 401 }))).toContain('Set ADMIN_TOKEN');
    expect(await said(new Response('<html>', { status: 404 }))).toContain('Check --url');
    expect(await said(Response.json({ title: 'T', detail: 'D.' }, { status: 418 }))).toContain('418 T. D.');
    const refused = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
    expect(notThere(target, refused).message).toBe(
      'Nothing answers at http://localhost:1 (ECONNREFUSED). Is the shop running? npm start',
    );
  });
});
