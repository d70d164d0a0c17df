import { existsSync } from 'node:fs';
import { pidsBelow, readProcess } from '../load/process-tree.ts';

/** Of Linux, on every architecture that workerd is built for. */
const msPerTick = 10;

/** CPU time of all processes of this name below `root` so far, in ms; null where there is no /proc. */
export function cpuMs(root: number, name: string): number | null {
  if (!existsSync('/proc/self/stat')) return null;
  return pidsBelow(root, name).reduce((sum, pid) => sum + ticksOf(pid) * msPerTick, 0);
}

/** In user and system mode: the 14th and 15th field of proc_pid_stat(5), 12th and 13th behind the name. */
function ticksOf(pid: number): number {
  const fields = readProcess(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}
