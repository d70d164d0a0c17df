import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { residentMiB } from './memory.ts';

test('memory is that of the processes of this name, however deep, and of no others', async () => {
  const shell = spawn('sh', ['-c', 'sh -c "sleep 60; :" & wait'], { detached: true });
  await once(shell, 'spawn');
  const pid = shell.pid as number;
  await expect.poll(() => residentMiB(pid, 'sleep')).toBeGreaterThan(0);
  expect(residentMiB(pid, 'workerd')).toBe(0);
  process.kill(-pid, 'SIGKILL');
});
