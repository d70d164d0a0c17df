import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Where data is decides about every figure of a write: a disk, or a file system in memory. */
export interface Volume {
  name: 'disk' | 'memory';
  dir: string;
}

const memory = '/dev/shm';

/** What is meant where nothing is said. */
export const defaultVolumes = { disk: tmpdir(), memory: existsSync(memory) ? memory : 'none' };

/** @throws when a directory is not there, or when there is none at all */
export function volumesOf({ disk, memory }: { disk: string; memory: string }): Volume[] {
  const volumes = [
    { name: 'disk' as const, dir: disk },
    { name: 'memory' as const, dir: memory },
  ].filter(({ dir }) => dir !== 'none');
  if (volumes.length === 0) throw new Error('--disk and --memory are both "none": nowhere to keep data.');
  const missing = volumes.find(({ dir }) => !existsSync(dir));
  if (missing) throw new Error(`--${missing.name}: there is no directory "${missing.dir}".`);
  return volumes;
}
