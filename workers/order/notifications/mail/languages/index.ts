import { defaultLocale } from '../../../../../shared/locale.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import type { Language } from './language.ts';

export const languages: ReadonlyMap<string, Language> = new Map([
  ['en', english],
  ['de', german],
]);

/**
 * What a mail to this reader is written in: words of one language, with numbers and dates as that language
 * writes them in the reader's region. A reader of a language that nobody has translated gets English, numbers
 * and dates too.
 *
 * @param reader BCP 47
 */
export function languageFor(reader: string): { language: Language; locale: string } {
  const language = languages.get(new Intl.Locale(reader).language);
  return language ? { language, locale: reader } : { language: english, locale: defaultLocale };
}
