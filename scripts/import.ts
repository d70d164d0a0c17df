import { createReadStream, existsSync, openSync, statSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ImportResult } from '../shared/contracts/product-line.ts';
import { lineTooLong } from '../shared/http/json-body.ts';
import { Complaint, giveUp } from './complaint.ts';
import { type Batch, batchesOf } from './transfer/batches.ts';
import { Progress } from './transfer/progress.ts';
import { send } from './transfer/send.ts';
import { type Target, targetHelp, targetOf } from './transfer/shop.ts';
import { Summary } from './transfer/summary.ts';

const help = `Brings products into a shop: a line of JSON each (NDJSON), with id, name, price, stock and so on.

  npm run import -- FILE           FILE may be - for standard input
  npm run import -- FILE --report REPORT

  --report REPORT  writes what became of each line there, as NDJSON
${targetHelp}

What is as its line says stays as it is, so a file may be imported again, and an import that was cut off is
gone on with by starting it anew. Ends with 1 when a line has failed.
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      report: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [file, ...more] = positionals;
  if (values.help) return void process.stdout.write(help);
  if (file === undefined || more.length > 0)
    throw new Complaint('Name one file, or - for standard input: npm run import -- FILE');
  const report = values.report === undefined ? null : openSync(values.report, 'w');
  await run(file, targetOf(values.url, process.env), report);
}

async function run(file: string, target: Target, report: number | null): Promise<void> {
  const { chunks, size } = sourceOf(file);
  const [summary, progress] = [new Summary(), new Progress()];
  let sent = 0;
  for await (const batch of batchesOf(chunks)) {
    for await (const result of resultsOf(batch, target)) {
      summary.add(result);
      if (report !== null) writeSync(report, `${JSON.stringify(result)}\n`);
      progress.show(summary.lines, size && sent / size);
    }
    sent = batch.bytesRead;
  }
  progress.end();
  console.log(summary.text(progress.seconds));
  process.exitCode = summary.failed > 0 ? 1 : 0;
}

async function* resultsOf({ lines, tooLong }: Batch, target: Target): AsyncGenerator<ImportResult> {
  yield* send(lines, target);
  for (const line of tooLong) yield { line, status: 'failed', problem: lineTooLong };
}

/** `size`: in bytes, unknown of standard input. */
function sourceOf(file: string): { chunks: AsyncIterable<Uint8Array>; size: number | undefined } {
  if (file === '-') return { chunks: process.stdin, size: undefined };
  if (!existsSync(file)) throw new Complaint(`There is no file ${file}.`);
  if (!statSync(file).isFile()) throw new Complaint(`${file} is no file.`);
  return { chunks: createReadStream(file), size: statSync(file).size };
}

main().catch(giveUp);
