/*
 * ISO 4217, list one. The runtime's own idea (`maximumFractionDigits` of an Intl.NumberFormat) will not do: it
 * is what people write, without decimals for the forint and sixteen others that ISO counts in hundredths, so
 * that an amount of 129900 HUF would be shown as a hundred times what was paid.
 */
const withoutDecimals = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const withThree = 'BHD IQD JOD KWD LYD OMR TND';
const withFour = 'CLF UYW';

const digits = new Map<string, number>([
  ...withoutDecimals.split(' ').map((code) => [code, 0] as const),
  ...withThree.split(' ').map((code) => [code, 3] as const),
  ...withFour.split(' ').map((code) => [code, 4] as const),
]);

/** How many decimals a currency's minor unit stands for: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorUnitDigits(currency: string): number {
  return digits.get(currency) ?? 2;
}
