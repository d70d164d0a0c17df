import * as z from 'zod';

/** Finds the addresses of a name. @throws when it cannot be told */
export type Resolver = (name: string, signal: AbortSignal) => Promise<string[]>;

/** DNS over HTTPS (RFC 8484), in Cloudflare's JSON form: workers have no resolver of their own. */
const resolverUrl = 'https://cloudflare-dns.com/dns-query';

/** RFC 1035, 3.2.2 and RFC 3596, 2.1. */
const recordTypes = { A: 1, AAAA: 28 };

const answerSchema = z.object({
  /** RFC 1035, 4.1.1: 0 is no error, 3 is no such name. */
  Status: z.int(),
  Answer: z.array(z.object({ type: z.int(), data: z.string() })).default([]),
});

export const resolveOverHttps: Resolver = async (name, signal) => {
  const answers = await Promise.all([query(name, 'A', signal), query(name, 'AAAA', signal)]);
  return answers.flat();
};

async function query(name: string, type: keyof typeof recordTypes, signal: AbortSignal): Promise<string[]> {
  const url = new URL(resolverUrl);
  url.searchParams.set('name', name);
  url.searchParams.set('type', type);
  const response = await fetch(url, { headers: { accept: 'application/dns-json' }, signal });
  if (!response.ok) throw new Error(`the resolver answers ${response.status}`);
  return addressesIn(await response.json(), type);
}

/** The addresses in a resolver's answer, without the aliases on the way to them. */
export function addressesIn(body: unknown, type: keyof typeof recordTypes): string[] {
  const { Status, Answer } = answerSchema.parse(body);
  if (Status !== 0) throw new Error(`the name does not resolve (DNS status ${Status})`);
  return Answer.filter((record) => record.type === recordTypes[type]).map(({ data }) => data);
}
