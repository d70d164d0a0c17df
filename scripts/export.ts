import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { linesOf } from '../shared/ndjson/lines.ts';
import { Complaint, giveUp } from './complaint.ts';
import { duration, Progress, rateOf } from './transfer/progress.ts';
import { complaintOf, notThere, type Target, targetHelp, targetOf } from './transfer/shop.ts';

const help = `Writes the products on sale to a file that npm run import takes: a line of JSON each (NDJSON).

  npm run export -- FILE           FILE may be - for standard output

${targetHelp}
`;

/** An export asks the actor of each product: on Cloudflare's Free plan a request may make 1,000 such calls. */
const productsPerRequest = 500;
const maxLineBytes = 1_048_576;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { url: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const [file, ...more] = positionals;
  if (values.help) return void process.stdout.write(help);
  if (file === undefined || more.length > 0)
    throw new Complaint('Name one file, or - for standard output: npm run export -- FILE');
  const target = targetOf(values.url, process.env);
  // Asked first, so that a file is not emptied for a shop that does not answer.
  const first = await pageOf(target, '');
  const progress = new Progress();
  const lines = linesFrom(target, first, progress);
  if (file === '-') await pipeline(lines, process.stdout, { end: false });
  else await pipeline(lines, createWriteStream(file));
}

async function* linesFrom(target: Target, first: string[], progress: Progress): AsyncGenerator<string> {
  let count = 0;
  for (let page = first; page.length > 0; page = await pageOf(target, idOf(page.at(-1) as string))) {
    for (const line of page) yield `${line}\n`;
    count += page.length;
    progress.show(count, undefined);
  }
  progress.end();
  const { seconds } = progress;
  console.error(`${count.toLocaleString('en')} products in ${duration(seconds)}, ${rateOf(count, seconds)}`);
}

/** The next products, a line each; none behind the last. */
async function pageOf(target: Target, after: string): Promise<string[]> {
  const query = `limit=${productsPerRequest}${after && `&after=${after}`}`;
  let response: Response;
  try {
    response = await fetch(`${target.url}/v1/admin/products/export?${query}`, { headers: target.headers });
  } catch (error) {
    throw notThere(target, error);
  }
  if (!response.ok || !response.body) throw await complaintOf(response, target);
  const lines: string[] = [];
  const utf8 = new TextDecoder();
  for await (const { bytes } of linesOf(response.body, maxLineBytes))
    lines.push(utf8.decode(bytes ?? undefined));
  return lines;
}

function idOf(line: string): string {
  return (JSON.parse(line) as { id: string }).id;
}

main().catch(giveUp);
