import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A command of the README, and the output that stands below it. */
export interface Example {
  command: string;
  output: string | null;
}

/** The examples of a section: every `sh` block, with the `json` or `text` block that follows. */
export function examplesOf(readme: string, section: string): Example[] {
  const text = readme.split(/^## /m).find((part) => part.startsWith(section)) ?? '';
  const blocks = [...text.matchAll(/```(sh|json|text)\n([\s\S]*?)```/g)];
  return blocks.flatMap(([, kind, body], index) => {
    if (kind !== 'sh') return [];
    const next = blocks[index + 1];
    return [{ command: body as string, output: next && next[1] !== 'sh' ? (next[2] as string) : null }];
  });
}

const separator = '=== next example ===';

/** Runs commands one after the other in one shell, as a reader would; returns what each has printed. */
export async function runExamples(examples: Example[], url: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'konbini-readme-'));
  try {
    const script = examples.map(({ command }) => `${command}\necho; echo '${separator}'`).join('\n');
    const { stdout } = await promisify(execFile)('bash', ['-c', script.replaceAll('localhost:8787', url)], {
      cwd: folder,
    });
    return stdout
      .split(separator)
      .slice(0, examples.length)
      .map((output) => output.trim());
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Ids and times differ from run to run; nothing else may. */
export function masked(output: string): string {
  return output
    .replace(/\b(crt|ord|ctk)_[a-z0-9]{26}/g, '$1_…')
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'a time')
    .replace(/\r/g, '')
    .trim();
}
