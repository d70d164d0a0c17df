import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  pid: number;
  parent: number;
  name: string;
}

/** The ids of all processes of this name below `root`. From /proc, so on Linux only. */
export function pidsBelow(root: number, name: string): number[] {
  const all = processes();
  const below = new Set([root]);
  // A parent may have a greater id than its child, so one pass is not enough.
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  return all.filter((one) => below.has(one.pid) && one.name === name).map(({ pid }) => pid);
}

function processes(): Process[] {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.flatMap((pid) => {
    // The name stands in parentheses and may hold anything, the parent is the second field behind it.
    const match = /^\d+ \((.*)\) \S (\d+)/s.exec(readProcess(`/proc/${pid}/stat`));
    return match ? [{ pid: Number(pid), parent: Number(match[2]), name: match[1] as string }] : [];
  });
}

/** Empty for a process that has ended meanwhile. */
export function readProcess(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
