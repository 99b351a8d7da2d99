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

/** The exact amount in the main unit, as a decimal string. */
export function toMoney({ minor, currency }: MinorAmount): { amount: string; currency: string } {
  const exponent = exponents.get(currency) ?? 2;
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent);
  return { amount: `${minor < 0 ? '-' : ''}${whole}${exponent > 0 ? `.${fraction}` : ''}`, currency };
}
