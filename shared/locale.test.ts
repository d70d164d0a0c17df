import { describe, expect, it } from 'vitest';
import { localeSchema } from './locale.ts';

describe('a locale', () => {
  it.each([
    ['en', 'en'],
    ['de-at', 'de-AT'],
    ['ZH-hant-tw', 'zh-Hant-TW'],
    ['ca-VALENCIA', 'ca-valencia'],
    ['iw', 'he'],
  ])('%s is taken as %s', (tag, canonical) => {
    expect(localeSchema.parse(tag)).toBe(canonical);
  });

  it.each([
    ...[
      '',
      ' ',
      'e',
      'de_AT',
      'de-',
      'german!',
      'de\r\nBcc: x',
      'en,de',
      'en-aa-bb',
      'en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd',
    ],
    ...['de-u-nu-arab', 'en-x-private', 'i-klingon', 'constructor', '__proto__'],
  ])('%j is none', (tag) => {
    expect(localeSchema.safeParse(tag).success).toBe(false);
  });

  it.each([[['en']], [null], [1]])('%j is none', (value) => {
    expect(localeSchema.safeParse(value).success).toBe(false);
  });
});
