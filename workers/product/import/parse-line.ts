import { type ProductLine, productLineSchema } from '../../../shared/contracts/product-line.ts';
import { lineTooLong, malformedBody, parseJson } from '../../../shared/http/json-body.ts';
import type { Problem } from '../../../shared/http/problem.ts';
import { productIdSchema } from '../../../shared/ids.ts';
import type { Line } from '../../../shared/ndjson/lines.ts';

/** `id`: the product's, where the line has told it in spite of what is wrong. */
type Parsed = { ok: true; line: ProductLine } | { ok: false; id: string | undefined; problem: Problem };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** Reads a line as a product, or tells what is wrong with it. */
export function parseLine({ bytes }: Line): Parsed {
  if (!bytes) return { ok: false, id: undefined, problem: lineTooLong };
  let json: string;
  try {
    json = utf8.decode(bytes);
  } catch {
    return { ok: false, id: undefined, problem: malformedBody };
  }
  const parsed = parseJson(json, productLineSchema);
  if (parsed.ok) return { ok: true, line: parsed.value };
  return { ok: false, id: idIn(json), problem: parsed.rejection };
}

function idIn(json: string): string | undefined {
  try {
    return productIdSchema.safeParse((JSON.parse(json) as { id?: unknown } | null)?.id).data;
  } catch {
    return undefined;
  }
}
