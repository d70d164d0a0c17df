import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { cpuMs } from './cpu.ts';

test('CPU time is that of the processes of this name, and of no others', async () => {
  const shell = spawn('sh', ['-c', 'yes > /dev/null & sleep 60 & wait'], { detached: true });
  await once(shell, 'spawn');
  const pid = shell.pid as number;
  try {
    await expect.poll(() => cpuMs(pid, 'yes'), { timeout: 10_000 }).toBeGreaterThan(50);
    expect(cpuMs(pid, 'sleep')).toBeLessThan(50);
    expect(cpuMs(pid, 'workerd')).toBe(0);
  } finally {
    // The whole group: what the shell has started would outlive it, and never rest.
    process.kill(-pid, 'SIGKILL');
  }
});
