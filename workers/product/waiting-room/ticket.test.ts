import { importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { minute, second } from '../../../shared/test-support/host.ts';
import type { Product } from '../domain/product.ts';
import { given, listed, opened } from '../test-support/salmon.ts';
import { admittedBy, roomOf } from './admission.ts';
import { isGoodTicket, issueTicket, type KeyPair, newKeyPair } from './ticket.ts';

const now = Date.UTC(2026, 10, 22, 10, 0, 0, 500);
const facts = { productId: 'onigiri-salmon', cartId: 'crt_1', admittedAt: now, expiresAt: now + 10 * minute };

let keys: KeyPair;
let ticket: string;
beforeAll(async () => {
  keys = await newKeyPair();
  ticket = await issueTicket(keys.privateKey, facts);
});

const isGood = (token: string, wanted: Partial<typeof facts> = {}, at = now) =>
  isGoodTicket(token, keys.publicKey, { ...facts, ...wanted }, at);

/** Signed with the room's own key, but with something else in it. */
async function signed(header: { typ?: string }, claims: Record<string, unknown>): Promise<string> {
  const key = await importJWK(JSON.parse(keys.privateKey), 'Ed25519');
  const payload = { sub: facts.cartId, aud: facts.productId, exp: now / 1_000 + 60, ...claims };
  return new SignJWT(payload).setProtectedHeader({ alg: 'Ed25519', ...header }).sign(key);
}

describe('a ticket', () => {
  it('is good for its cart and its product, and the same text each time', async () => {
    expect(await isGood(ticket)).toBe(true);
    expect(await issueTicket(keys.privateKey, facts)).toBe(ticket);
  });

  it('cannot be copied: another cart has no use for it, nor has another product', async () => {
    expect(await isGood(ticket, { cartId: 'crt_2' })).toBe(false);
    expect(await isGood(ticket, { productId: 'onigiri' })).toBe(false);
  });

  it('cannot be kept: it is good until its end, and no longer', async () => {
    expect(await isGood(ticket, {}, facts.expiresAt - 1)).toBe(true);
    expect(await isGood(ticket, {}, facts.expiresAt + second)).toBe(false);
  });

  it('cannot be forged: neither with a key of one’s own, nor by changing one that is good', async () => {
    const own = await newKeyPair();
    expect(await isGood(await issueTicket(own.privateKey, facts))).toBe(false);
    const [header, , signature] = ticket.split('.');
    const claims = { sub: facts.cartId, aud: facts.productId, exp: now };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    expect(await isGood(`${header}.${payload}.${signature}`)).toBe(false);
  });

  it('does not choose how it is verified', async () => {
    const claims = { sub: facts.cartId, aud: facts.productId, exp: now };
    expect(await isGood(new UnsecuredJWT(claims).encode())).toBe(false);
    const publicKey = Buffer.from(keys.publicKey, 'base64url');
    const confused = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'ticket+jwt' });
    expect(await isGood(await confused.sign(publicKey))).toBe(false);
  });

  it('is nothing else that the same key has signed', async () => {
    expect(await isGood(await signed({ typ: 'ticket+jwt' }, {}))).toBe(true);
    expect(await isGood(await signed({}, {}))).toBe(false);
    expect(await isGood(await signed({ typ: 'ticket+jwt' }, { exp: undefined }))).toBe(false);
    expect(await isGood(await signed({ typ: 'ticket+jwt' }, { sub: undefined }))).toBe(false);
  });

  it.each(['', 'x', 'a.b.c', '..', '\u0000', 'é.é.é'])('is not %j', async (token) => {
    expect(await isGood(token)).toBe(false);
  });
});

describe('who is admitted', () => {
  const shown = () => ({ cartId: facts.cartId, token: ticket });
  const productWith = (publicKey: string): Product => given(listed, opened(publicKey)).state;

  it('is who shows a ticket of the room that is open', async () => {
    expect(await admittedBy(roomOf(productWith(keys.publicKey)), shown(), now)).toBe(keys.publicKey);
    expect(
      await admittedBy(roomOf(productWith((await newKeyPair()).publicKey)), shown(), now),
    ).toBeUndefined();
    expect(await admittedBy(roomOf(productWith(keys.publicKey)), undefined, now)).toBeUndefined();
  });

  it('is not asked where there is no room: the ticket is not even read', async () => {
    const unreadable = { cartId: facts.cartId, token: null as unknown as string };
    expect(await admittedBy(roomOf(given(listed).state), unreadable, now)).toBeUndefined();
    expect(await admittedBy(roomOf(given().state), unreadable, now)).toBeUndefined();
  });
});
