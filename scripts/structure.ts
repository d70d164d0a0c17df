import { dirname, posix } from 'node:path';

/** A line of the code that breaks a rule of the house. */
export interface Violation {
  file: string;
  rule: string;
}

export const maxLinesPerFile = 300;

/** Time, chance and the outside world reach a domain inside commands, or not at all. */
const impure =
  /\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\bcrypto\.|\bfetch\(|\bset(?:Timeout|Interval)\b|\bconsole\.|\bprocess\.|\bglobalThis\b/;

/** Parts of shared/ that touch a platform, or choose by chance. */
const platformParts =
  /^shared\/(http|queue|projection|faults)\/|^shared\/(ids|digest|deadline|read-model|request-table)\.ts$|-platform\.ts$|durable-object\.ts$/;

/**
 * Holds the rules of how the rooms depend on each other: shared ← domain ← actor ← worker and routes, no
 * worker on another worker, and nothing but plain TypeScript in a domain. The client goes out of the house.
 *
 * @param file its path from the root, with forward slashes
 */
export function violationsIn(file: string, source: string): Violation[] {
  const rules = importsOf(source).map((target) => ruleBroken(file, resolved(file, target)));
  if (isDomain(file) && impure.test(withoutComments(source))) {
    rules.push('a domain has no clock, no chance and no I/O');
  }
  if (isDomain(file) && /wiring/i.test(source)) rules.push('a domain does not know how the shop is wired');
  if (source.split('\n').length - 1 > maxLinesPerFile)
    rules.push(`a file has at most ${maxLinesPerFile} lines`);
  return rules.filter((rule) => rule !== undefined).map((rule) => ({ file, rule }));
}

function importsOf(source: string): string[] {
  const imports = source.matchAll(/(?:^|[\s}])(?:from\s|import\s*\(?)\s*'([^'\n]+)'/g);
  return [...imports].map((match) => match[1] as string);
}

/** A path from the root for our own files; `npm:name` and `cloudflare:name` as they are. */
function resolved(file: string, target: string): string {
  return target.startsWith('.') ? posix.join(dirname(file), target) : target;
}

function ruleBroken(file: string, target: string): string | undefined {
  if (file.startsWith('shared/') && target.startsWith('workers/'))
    return `shared/ imports a worker: ${target}`;
  if (file.startsWith('client/') && isOfTheHouse(target)) return `the client imports the house: ${target}`;
  if (isOfTheShop(file) && isClient(target)) return `the shop imports its client: ${target}`;
  if (isPage(file) && isOfTheHouse(target) && !isOpenToPages(file, target))
    return `a page imports more than its own room, ui/, shared/ and the client: ${target}`;
  const own = workerOf(file);
  const other = workerOf(target);
  if (!isOfALaptop(file) && isOfALaptop(target)) return `faults are for a laptop alone: ${target}`;
  if (own && other && own !== other) return `a worker imports another worker: ${target}`;
  if (isDomain(file) && !isOpenToDomains(target)) return `a domain imports ${target}`;
  if (own && own === other && layerOf(file) < layerOf(target))
    return `the direction is domain ← actor ← worker and routes: ${target}`;
  return undefined;
}

function isOfTheShop(path: string): boolean {
  return /^(shared|workers)\//.test(path);
}

function isOfTheHouse(path: string): boolean {
  return isOfTheShop(path) || isPage(path) || /^(scripts|bench|test)\//.test(path);
}

/** What is built for browsers. */
function isPage(path: string): boolean {
  return /^(storefront|console|ui)\//.test(path);
}

/** A page's tests may import what they like. */
function isOpenToPages(file: string, target: string): boolean {
  const room = file.split('/')[0] as string;
  return target.startsWith(`${room}/`) || /^(ui|shared)\//.test(target) || /\.test\.ts$/.test(file);
}

/** What runs on a laptop and is not deployed. */
function isOfALaptop(path: string): boolean {
  return /^shared\/faults\/|^workers\/gateway\/faults\/|^workers\/\w+\/local\.ts$/.test(path);
}

function isClient(target: string): boolean {
  return target.startsWith('client/') || target === 'konbini-client';
}

function isOpenToDomains(target: string): boolean {
  if (target.startsWith('shared/')) return !platformParts.test(target);
  return isDomain(target);
}

function isDomain(file: string): boolean {
  return /^workers\/\w+\/domain\//.test(file);
}

function workerOf(path: string): string | undefined {
  return /^workers\/(\w+)\//.exec(path)?.[1];
}

function layerOf(path: string): number {
  if (isDomain(path)) return 1;
  if (isOfALaptop(path)) return 4;
  // The gateway's routes are a table that its other files read.
  return /\/worker\.ts$|^workers\/(product|cart|order)\/routes\.ts$/.test(path) ? 3 : 2;
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}
