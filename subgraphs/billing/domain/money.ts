/** An amount in the currency's smallest unit, as Stripe counts it. */
export interface MinorAmount {
  readonly minor: number;
  /** ISO 4217, capitals. */
  readonly currency: string;
}

/**
 * Decimals of the currencies that do not have two. Source: Stripe, "Supported currencies", zero-decimal and three-decimal
 * currencies. ISK and UGX have no minor unit, but Stripe counts them in hundredths.
 */
const exponents: ReadonlyMap<string, number> = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'].map(
    (currency) => [currency, 0] as const,
  ),
  ...['BHD', 'JOD', 'KWD', 'OMR', 'TND'].map((currency) => [currency, 3] as const),
]);

/**
 * An exact decimal in minor units as a decimal in the main unit: 0.5 cents are 0.005 EUR. It has at least as many decimals as
 * the currency.
 */
export function toDecimalAmount(minor: string, currency: string): string {
  const exponent = exponents.get(currency) ?? 2;
  const [integral = '0', parts = ''] = minor.replace('-', '').split('.');
  const digits = integral.padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent) + parts.replace(/0+$/, '');
  return `${minor.startsWith('-') ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The exact amount in the main unit, as a decimal string. */
export const toMoney = ({ minor, currency }: MinorAmount): { amount: string; currency: string } => ({
  amount: toDecimalAmount(String(minor), currency),
  currency,
});
