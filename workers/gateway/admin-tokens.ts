import * as z from 'zod';
import { equalInConstantTime, sha256Hex } from '../../shared/digest.ts';
import type { Env } from './env.ts';
import { logError } from './log.ts';
import { type Scope, scopes } from './scopes.ts';

/** Nobody tries that many, whatever the limits are. */
const minTokenLength = 24;

/** ADMIN_TOKENS: administrators by name, `{"warehouse": {"token": "…", "scopes": ["catalog"]}}`. */
const tokensSchema = z.record(
  z.string().regex(/^[a-z0-9-]{1,32}$/),
  z.strictObject({
    token: z
      .string()
      .min(minTokenLength)
      .max(255)
      .regex(/^[\x21-\x7e]+$/),
    scopes: z.array(z.enum(scopes)).min(1),
  }),
);

export interface Administrator {
  /** Absent: whoever holds the one ADMIN_TOKEN. */
  name?: string;
  scopes: readonly Scope[];
}

interface Known extends Administrator {
  tokenHash: string;
}

const prepared = new WeakMap<Env, Promise<Known[]>>();

/**
 * The administrator with this token, if there is one. Digests are of one length, and all of them are compared, so that
 * the time it takes tells nothing about any.
 */
export async function administratorWith(token: string, env: Env): Promise<Administrator | undefined> {
  const hash = await sha256Hex(token);
  let found: Known | undefined;
  for (const known of await administrators(env)) {
    if (equalInConstantTime(hash, known.tokenHash)) found ??= known;
  }
  return found;
}

/** The settings are read once, so that a faulty one is logged once. */
function administrators(env: Env): Promise<Known[]> {
  let known = prepared.get(env);
  if (!known) {
    known = prepare(env);
    prepared.set(env, known);
  }
  return known;
}

async function prepare({ ADMIN_TOKEN, ADMIN_TOKENS }: Env): Promise<Known[]> {
  const known: Known[] = [];
  if (ADMIN_TOKEN) known.push({ scopes: ['all'], tokenHash: await sha256Hex(ADMIN_TOKEN) });
  for (const [name, { token, scopes }] of Object.entries(named(ADMIN_TOKENS))) {
    known.push({ name, scopes, tokenHash: await sha256Hex(token) });
  }
  return known;
}

function named(text: string | undefined): z.infer<typeof tokensSchema> {
  if (!text) return {};
  try {
    return tokensSchema.parse(JSON.parse(text));
  } catch {
    // What is wrong with it would have tokens in it.
    logError({
      message: 'ADMIN_TOKENS cannot be read: its administrators are refused. See docs/gateway.md.',
    });
    return {};
  }
}
