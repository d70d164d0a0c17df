import { minorUnitsOf } from '../parts/minor-units.ts';
import type { ProductBody } from '../schemas.ts';

/** The details that a form holds. What does not fit is for the shop to refuse. */
export function productBodyOf(form: FormData): ProductBody {
  const field = (name: string) => String(form.get(name) ?? '').trim();
  const [currency, description, image] = [field('currency'), field('description'), field('image')];
  return {
    name: field('name'),
    price: { amount: minorUnitsOf(field('amount'), currency), currency },
    ...(description && { description }),
    ...(image && { image }),
    attributes: attributesOf(field('attributes')),
  };
}

/** Attributes as people type them: a line each, `category: drinks`. */
export function attributesText(attributes: Record<string, string>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

function attributesOf(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.trim(), value.join(':').trim()];
    }),
  );
}
