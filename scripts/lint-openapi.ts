import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { documentOf } from '../workers/gateway/openapi/document.ts';
import { chapters } from '../workers/gateway/routes.ts';

const redoclyPackage = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
const redocly = join(dirname(redoclyPackage), 'bin', 'cli.js');

/** It neither tells its maker of the run, nor asks there for a newer version. */
const quietRedocly = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

/** Holds what the gateway would answer at /openapi.json against the rules of redocly.yaml. */
function lint(): number {
  const directory = mkdtempSync(join(tmpdir(), 'konbini-openapi-'));
  try {
    const file = join(directory, 'openapi.json');
    // Indented: a complaint names a line.
    writeFileSync(file, JSON.stringify(documentOf(chapters), null, 2));
    const { status } = spawnSync(process.execPath, [redocly, 'lint', file, '--config', 'redocly.yaml'], {
      env: { ...process.env, ...quietRedocly },
      stdio: 'inherit',
    });
    return status ?? 1;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

process.exitCode = lint();
