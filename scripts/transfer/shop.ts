import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { Complaint } from '../complaint.ts';
import { localCredentials } from '../local-credentials.ts';

/** The shop at the other end, and what opens it. */
export interface Target {
  url: string;
  headers: { authorization: string };
}

export const targetHelp = `  --url URL        the shop (default: the one that npm start runs, http://localhost:$PORT)
  ADMIN_TOKEN      the administrators' token, as an environment variable: everybody on a machine can read a
                   command line (default: that of the shop that npm start runs, from $STATE_DIR)`;

const localHosts = ['localhost', '127.0.0.1', '[::1]'];

/** @throws Complaint */
export function targetOf(url: string | undefined, env: NodeJS.ProcessEnv): Target {
  const address = url ?? `http://localhost:${env.PORT ?? 8787}`;
  if (!URL.canParse(address))
    throw new Complaint(`"${address}" is no URL. Say for instance --url https://shop.example`);
  const { origin, hostname } = new URL(address);
  // A default that everybody knows is no secret, and a local token is none of another host's business.
  const token = env.ADMIN_TOKEN || (localHosts.includes(hostname) ? localToken(env) : undefined);
  if (token === undefined) throw new Complaint(`Set ADMIN_TOKEN to the administrators' token of ${origin}.`);
  return { url: origin, headers: { authorization: `Bearer ${token}` } };
}

/** What `npm start` has written down, or what it takes without being told. */
function localToken(env: NodeJS.ProcessEnv): string | undefined {
  const file = join(resolve(env.STATE_DIR ?? '.wrangler/state'), 'local.env');
  const written = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return localCredentials(written).ADMIN_TOKEN;
}

/** Why a whole request was refused, and what to do about it. */
export async function complaintOf(response: Response, { url }: Target): Promise<Complaint> {
  const { title, detail } = await problemIn(response);
  if (response.status === 401 || response.status === 403)
    return new Complaint(
      `The shop at ${url} does not take this token. Set ADMIN_TOKEN to its administrators' token.`,
    );
  if (response.status === 404)
    return new Complaint(
      `There is no Konbini at ${url}, or an older one: it answers ${response.status}. Check --url.`,
    );
  return new Complaint(`The shop at ${url} answers ${response.status} ${title ?? ''}. ${detail ?? ''}`);
}

async function problemIn(response: Response): Promise<{ title?: string; detail?: string }> {
  try {
    return (await response.json()) as { title?: string; detail?: string };
  } catch {
    return {};
  }
}

export function notThere({ url }: Target, error: unknown): Complaint {
  const reason = (error as { cause?: { code?: string } }).cause?.code ?? String(error);
  return new Complaint(`Nothing answers at ${url} (${reason}). Is the shop running? npm start`);
}
