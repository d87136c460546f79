/** Amounts as people read them, in the reader's own locale. What is unknown is a dash, never 0. */

export const UNKNOWN = '–';

const MINUS = '−';

type Amount = number | null | undefined;

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(undefined, options);
    formats.set(key, format);
  }
  return format;
}

const isKnown = (value: Amount): value is number => typeof value === 'number' && !Number.isNaN(value);

const DOLLARS: Intl.NumberFormatOptions = {
  style: 'currency',
  currency: 'USD',
  currencyDisplay: 'narrowSymbol',
};

const SIGNED: Intl.NumberFormatOptions = { signDisplay: 'exceptZero' };

/** A true minus sign has the width of a digit; the hyphen of some locales has not. */
const show = (value: number, options: Intl.NumberFormatOptions): string =>
  formatOf(options).format(value).replace('-', MINUS);

/** Dollars with cents. */
export const money = (value: Amount): string => (isKnown(value) ? show(value, DOLLARS) : UNKNOWN);

/** Dollars with their sign, for gains and losses. */
export const gain = (value: Amount): string =>
  isKnown(value) ? show(value, { ...DOLLARS, ...SIGNED }) : UNKNOWN;

/** Every digit that is known: for sums that are to add up. */
export const exactMoney = (value: Amount): string =>
  isKnown(value) ? show(value, { ...DOLLARS, maximumFractionDigits: 6 }) : UNKNOWN;

/** A percentage with its sign; the service sends 1.26 for 1.26 %. */
export const percent = (value: Amount): string =>
  isKnown(value)
    ? show(value / 100, {
        style: 'percent',
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
        ...SIGNED,
      })
    : UNKNOWN;

/** Cents of the side held, with the decimals that are there. */
export const exactPrice = (cents: Amount): string =>
  isKnown(cents) ? show(cents, { maximumFractionDigits: 4 }) + '¢' : UNKNOWN;

/** Cents of the side held, short: an average may have more decimals than there is room for. */
export const price = (cents: Amount): string =>
  isKnown(cents) ? show(cents, { maximumFractionDigits: 2 }) + '¢' : UNKNOWN;

/** Contracts; may have two decimals. */
export const quantity = (value: Amount): string =>
  isKnown(value) ? show(value, { maximumFractionDigits: 2 }) : UNKNOWN;

/** A whole number. */
export const count = (value: Amount): string =>
  isKnown(value) ? show(value, { maximumFractionDigits: 0 }) : UNKNOWN;

/** Up, down or neither: how an amount is coloured. */
export function direction(value: Amount): 'up' | 'down' | 'flat' {
  if (!isKnown(value) || value === 0) {
    return 'flat';
  }
  return value > 0 ? 'up' : 'down';
}
