export interface Form {
  [name: string]: string | Form;
}

/** `a=1&b[c]=2&d[0]=3` as nested values: how Stripe takes its parameters. */
export function decodeForm(body: string): Form {
  const form: Form = {};
  for (const [key, value] of new URLSearchParams(body)) put(form, key.split(/[[\]]+/).filter(Boolean), value);
  return form;
}

function put(form: Form, [name = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    form[name] = value;
    return;
  }
  const inner = form[name];
  const next = typeof inner === 'object' ? inner : {};
  form[name] = next;
  put(next, rest, value);
}

export function textOf(form: Form, name: string): string | undefined {
  const value = form[name];
  return typeof value === 'string' ? value : undefined;
}

export function textsIn(form: Form, name: string): Record<string, string> {
  const value = form[name];
  if (typeof value !== 'object') return {};
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string')) as Record<
    string,
    string
  >;
}
