/** How many digits behind the point a currency has. @param currency ISO 4217 */
function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** Integer minor units of what somebody has typed: 249 of "2.49" EUR; NaN, which the shop refuses, of what is no amount. */
export function minorUnitsOf(typed: string, currency: string): number {
  const amount = typed.trim().replace(',', '.');
  return amount === '' ? Number.NaN : Math.round(Number(amount) * 10 ** digitsOf(currency));
}

/** What to put into the field: "2.49" of 249 EUR. */
export function amountText(minorUnits: number, currency: string): string {
  const digits = digitsOf(currency);
  return (minorUnits / 10 ** digits).toFixed(digits);
}
