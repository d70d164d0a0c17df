import { Webhook } from 'standardwebhooks';

/** Standard Webhooks asks for 24 to 64 bytes. */
const secretBytes = 32;

/** A secret in the form of Standard Webhooks, `whsec_` and base64, of the random bytes given. */
export function secretFrom(bytes: Uint8Array): string {
  if (bytes.length !== secretBytes) throw new RangeError(`a secret takes ${secretBytes} bytes`);
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

export function randomSecret(): string {
  return secretFrom(crypto.getRandomValues(new Uint8Array(secretBytes)));
}

/**
 * The headers of one attempt, by Standard Webhooks 1.0.0.
 *
 * @param secrets each signs: a receiver that has not taken over a new secret yet finds its old one
 * @param at of this attempt, in ms since 1970: receivers refuse what is more than five minutes old
 */
export function signedHeaders(
  { id, payload }: { id: string; payload: string },
  secrets: readonly string[],
  at: number,
): Record<string, string> {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(at), payload));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1_000)),
    'webhook-signature': signatures.join(' '),
  };
}
