import { randomBytes } from 'node:crypto';
import { Complaint } from '../complaint.ts';
import type { Account } from './account.ts';
import { type SecretKind, secretKindsOf } from './secret-kinds.ts';
import type { WorkerConfig } from './worker-config.ts';

/** A secret that a worker does not have yet, and what it is to be. */
export interface MissingSecret {
  worker: WorkerConfig;
  name: string;
  kind: SecretKind;
  /** Undefined: it stays missing. */
  value: string | undefined;
  origin: 'environment' | 'asked' | 'random';
}

/** Where values come from that are not in the environment. */
export interface Sources {
  env: NodeJS.ProcessEnv;
  /** Somebody sits there, so a random one can be shown once. In CI it would stand in a log. */
  attended: boolean;
  /** Answers an empty text for none. */
  ask(question: string): Promise<string>;
}

/** @throws Complaint when a value is too short to be one */
export async function missingSecrets(
  workers: WorkerConfig[],
  account: Account,
  sources: Sources,
): Promise<MissingSecret[]> {
  const missing: MissingSecret[] = [];
  for (const worker of workers) {
    for (const [name, kind] of secretKindsOf(worker.service)) {
      if (account.secrets.get(worker.name)?.has(name)) continue;
      missing.push({ worker, name, kind, ...(await chosen(name, kind, sources)) });
    }
  }
  return missing;
}

async function chosen(
  name: string,
  kind: SecretKind,
  { env, attended, ask }: Sources,
): Promise<Pick<MissingSecret, 'value' | 'origin'>> {
  const given = env[name];
  if (given) return { value: longEnough(name, kind, given), origin: 'environment' };
  if (!attended) return { value: undefined, origin: 'environment' };
  if (kind.random) return { value: randomBytes(32).toString('base64url'), origin: 'random' };
  const answer = await ask(`${name}, ${kind.purpose} (empty: ${kind.without}): `);
  return { value: answer === '' ? undefined : longEnough(name, kind, answer), origin: 'asked' };
}

function longEnough(name: string, { leastBytes = 1 }: SecretKind, value: string): string {
  if (Buffer.byteLength(value) >= leastBytes) return value;
  throw new Complaint(
    `${name} must have ${leastBytes} bytes or more. This makes one: openssl rand -base64 32`,
  );
}
