import Mustache from 'mustache';
import { describe, expect, it } from 'vitest';
import { contentOf } from './content.ts';
import { htmlTemplate } from './html.ts';
import { languages } from './languages/index.ts';
import { event } from './test-support/events.ts';
import { textTemplate } from './text.ts';

type Token = [type: string, name: string, start: number, end: number, inner?: Token[] | string];

/** Every name that a template uses, with how it is used. */
function usedBy(tokens: Token[]): { kind: string; name: string }[] {
  return tokens.flatMap(([kind, name, , , inner]) => [
    ...(kind === 'text' ? [] : [{ kind, name }]),
    ...(Array.isArray(inner) ? usedBy(inner) : []),
  ]);
}

describe.each([
  ['HTML', htmlTemplate],
  ['text', textTemplate],
])('the %s template', (_, template) => {
  const used = usedBy(Mustache.parse(template) as unknown as Token[]);

  it('uses no name that it is not given: Mustache leaves such a place empty without a word', () => {
    const content = contentOf(event('OrderCreated'), { shop: 'Konbini', url: 'https://shop.example' });
    const item = content.items[0] ?? {};
    const known = { ...content, ...content.sum, ...item } as Record<string, unknown>;
    const unknown = used.filter(({ name }) => {
      const value = name.split('.').reduce((inner: unknown, key) => Object(inner)[key], known);
      return name !== '.' && value === undefined;
    });
    expect(unknown).toEqual([]);
    expect(used.length).toBeGreaterThan(15);
  });

  it('leaves nothing unescaped by itself', () => {
    expect(used.filter(({ kind }) => kind === '&')).toEqual([]);
  });
});

describe.each([...languages])('the language %s', (_, { mails, labels }) => {
  const said = Object.values(mails).flatMap(({ subject, ...texts }) => [
    subject('Konbini'),
    ...Object.values(texts),
  ]);

  it('says everything, on one line each, and names the shop in each subject', () => {
    for (const text of [...said, ...Object.values(labels)]) expect(text).toMatch(/^\S.*\S$/);
    for (const { subject } of Object.values(mails)) expect(subject('Konbini')).toContain('Konbini');
  });
});
