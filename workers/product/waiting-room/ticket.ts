import { errors, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';

/*
 * A ticket is a JWT (RFC 7519): it lets one cart (`sub`) check out one product (`aud`) until a moment (`exp`). The
 * waiting room signs with a key that never leaves it; the product verifies with the other half.
 */

/** RFC 9864: Ed25519, and nothing that the token may choose. The same ticket is the same text each time. */
const algorithm = 'Ed25519';
/** RFC 8725, 3.11: no other JWT passes for one. */
const type = 'ticket+jwt';

export interface KeyPair {
  /** A JWK (RFC 7517), as JSON. */
  privateKey: string;
  /** The `x` of its public half (RFC 8037, 2). */
  publicKey: string;
}

export interface TicketFacts {
  productId: string;
  cartId: string;
  /** ms since 1970 */
  admittedAt: number;
  /** ms since 1970 */
  expiresAt: number;
}

export async function newKeyPair(): Promise<KeyPair> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { privateKey: JSON.stringify(jwk), publicKey: jwk.x as string };
}

export async function issueTicket(privateKey: string, facts: TicketFacts): Promise<string> {
  const key = await importJWK(JSON.parse(privateKey) as JWK, algorithm);
  return (
    new SignJWT()
      .setProtectedHeader({ alg: algorithm, typ: type })
      .setSubject(facts.cartId)
      .setAudience(facts.productId)
      // RFC 7519, 2: a NumericDate counts seconds. Never good for less than was said.
      .setIssuedAt(Math.floor(facts.admittedAt / 1_000))
      .setExpirationTime(Math.ceil(facts.expiresAt / 1_000))
      .sign(key)
  );
}

/** @param now in ms since 1970 */
export async function isGoodTicket(
  token: string,
  publicKey: string,
  { productId, cartId }: Pick<TicketFacts, 'productId' | 'cartId'>,
  now: number,
): Promise<boolean> {
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x: publicKey }, algorithm);
  // RFC 7519, 4.1. An option that is left out is a claim that is not asked for: all of them are here.
  const expected = {
    algorithms: [algorithm],
    typ: type,
    audience: productId,
    subject: cartId,
    requiredClaims: ['exp', 'sub', 'aud'],
    currentDate: new Date(now),
  };
  try {
    await jwtVerify(token, key, expected);
    return true;
  } catch (error) {
    // Anything but jose's own verdict is a bug of ours, and not the buyer's doing.
    if (error instanceof errors.JOSEError) return false;
    throw error;
  }
}
