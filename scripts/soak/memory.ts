import { pidsBelow, readProcess } from '../load/process-tree.ts';

/** Resident memory of all processes of this name below `root`, in MiB. From /proc, so on Linux only. */
export function residentMiB(root: number, name: string): number {
  return pidsBelow(root, name).reduce((sum, pid) => sum + residentKiB(pid), 0) / 1024;
}

function residentKiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readProcess(`/proc/${pid}/status`))?.[1] ?? 0);
}
