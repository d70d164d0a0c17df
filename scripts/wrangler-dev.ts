import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quietWrangler, tracedWrangler, wranglerPath } from './configs.ts';

export interface DevServer {
  /** Paths of the workers' configs. The first is the one that listens. */
  configs: string[];
  /** Runs this module in place of the config's `main`: for one config only. */
  script?: string;
  /** 0: any that is free */
  port: number;
  stateDir: string;
  /** Secrets, and what is to differ from the config: wrangler gives them to the first worker alone. */
  variables: Record<string, string>;
  /** Keeps traces and shows every line of the log, at a half to a seventh of the speed. */
  traced?: boolean;
  /** Where processes that run parts of one shop find each other. */
  registryDir?: string;
}

/** The command line of a `wrangler dev`, for Node, and its environment. */
export function wranglerDev(server: DevServer): { args: string[]; env: NodeJS.ProcessEnv } {
  const args = [
    ...(server.script ? [server.script] : []),
    ...server.configs.flatMap((path) => ['-c', path]),
    ...['--port', String(server.port), '--inspector-port', '0', '--persist-to', server.stateDir],
    ...['--env-file', variablesFile(server)],
    ...['--log-level', server.traced ? 'log' : 'warn', '--show-interactive-dev-session=false'],
  ];
  const registry = server.registryDir ? { WRANGLER_REGISTRY_PATH: server.registryDir } : {};
  const traces = server.traced ? tracedWrangler : {};
  const env = { ...process.env, ...quietWrangler, ...traces, ...registry };
  return { args: [wranglerPath, 'dev', ...args], env };
}

/** Secrets go by file, since everybody on the machine can read a command line. */
function variablesFile({ stateDir, variables }: DevServer): string {
  const file = join(stateDir, 'local.env');
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return file;
}
