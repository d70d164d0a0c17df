import { type ChildProcess, spawn } from 'node:child_process';

const running = new Set<ChildProcess>();

// Groups of their own outlive this process unless it takes them along.
process.on('exit', () => {
  for (const leader of running) signalGroup(leader, 'SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

/** In a process group of its own, so that all of it can be killed, frozen and thawed at once. */
export function spawnGroup(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const leader = spawn(process.execPath, args, { detached: true, env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(leader);
  leader.on('exit', () => running.delete(leader));
  return leader;
}

/** With -9: nothing in it gets to say goodbye. */
export async function killGroup(leader: ChildProcess): Promise<void> {
  if (hasEnded(leader)) return;
  const gone = new Promise((resolve) => leader.on('exit', resolve));
  signalGroup(leader, 'SIGKILL');
  await gone;
}

export function signalGroup(leader: ChildProcess, signal: NodeJS.Signals): void {
  process.kill(-(leader.pid as number), signal);
}

export function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
