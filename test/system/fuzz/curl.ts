import type { Sent } from './requests.ts';

/** The request for a shell: as it is where a line can show it, else escaped as bash reads it. */
export function asCurl(url: string, { method, path, headers, body, copies }: Sent): string {
  const fields = Object.entries(headers).map(
    ([name, value]) => `-H ${quoted(`${name}: ${value}`, 'latin1')}`,
  );
  const data = body === undefined ? [] : [`--data-binary ${quoted(body, 'utf8')}`];
  const line = ['curl -si --path-as-is', `-X ${method}`, quoted(url + path, 'utf8'), ...fields, ...data].join(
    ' ',
  );
  return copies === 1 ? line : `${line}  # ${copies} at once`;
}

function quoted(text: string, encoding: 'latin1' | 'utf8'): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`;
  const escaped = [...Buffer.from(text, encoding)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`);
  return `$'${escaped.join('')}'`;
}
