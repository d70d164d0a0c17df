import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Nothing but y or yes is a yes; the end of the input is none. */
export async function isYes(question: string): Promise<boolean> {
  return /^y(es)?$/i.test((await answerTo(question, process.stdout)).trim());
}

/** Asks at a terminal, without showing what is typed. Without a terminal the answer is empty. */
export async function askSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) return '';
  process.stdout.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const answer = await answerTo('', nowhere);
  process.stdout.write('\n');
  return answer.trim();
}

async function answerTo(question: string, output: Writable): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
  terminal.once('SIGINT', () => process.exit(130));
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    return await Promise.race([terminal.question(question), ended]);
  } finally {
    terminal.close();
  }
}
