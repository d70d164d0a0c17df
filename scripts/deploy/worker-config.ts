import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
// What wrangler itself parses with. To load all of wrangler takes seconds.
import { parse } from 'smol-toml';
import type { Unstable_RawConfig } from 'wrangler';
import { Complaint } from '../complaint.ts';

/** A worker, as its config describes it. */
export interface WorkerConfig {
  path: string;
  /** What it is called on Cloudflare */
  name: string;
  /** The room that its code is in: gateway, product, cart or order */
  service: string;
  /** All that stands in the file, and nothing else */
  content: Unstable_RawConfig;
}

/** @throws Complaint when the file is not there, cannot be parsed, or names no worker */
export function workerConfig(path: string): WorkerConfig {
  const content = contentOf(path);
  if (!content.name || !content.main) throw new Complaint(`${path} must say name and main.`);
  const service = basename(dirname(resolve(dirname(path), content.main)));
  return { path, name: content.name, service, content };
}

function contentOf(path: string): Unstable_RawConfig {
  try {
    return parse(readFileSync(path, 'utf8')) as Unstable_RawConfig;
  } catch (error) {
    throw new Complaint(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/** A queue, and who wants it. */
export interface QueueUse {
  queue: string;
  use: string;
}

export function queueUses({ service, content }: WorkerConfig): QueueUse[] {
  const { producers = [], consumers = [] } = content.queues ?? {};
  return [
    ...producers.flatMap(({ queue, binding }) =>
      queue === undefined ? [] : [{ queue, use: `${service} sends (${binding})` }],
    ),
    ...consumers.map(({ queue }) => ({ queue, use: `${service} takes` })),
    ...consumers.flatMap(({ queue, dead_letter_queue: dead }) =>
      dead === undefined ? [] : [{ queue: dead, use: `dead letters of ${queue}` }],
    ),
  ];
}

/** Names of the databases that are known by name. One with an id is there already. */
export function databasesOf({ content }: WorkerConfig): string[] {
  const databases = content.d1_databases ?? [];
  return databases.flatMap(({ database_name: name, database_id: id }) => (name && !id ? [name] : []));
}

/** Names of the workers that it calls. */
export function calleesOf({ content }: WorkerConfig): string[] {
  return (content.services ?? []).map(({ service }) => service);
}
