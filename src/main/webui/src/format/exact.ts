/** Sums that add up to the digit: amounts as whole millionths, the finest unit the service sends. */

const SCALE = 1_000_000;

/** Exact for amounts below nine billion. */
export const units = (amount: number): number => Math.round(amount * SCALE);

export const ofUnits = (whole: number): number => whole / SCALE;

/** Null as soon as one summand is unknown. */
export function sum(amounts: readonly (number | null)[]): number | null {
  let total = 0;
  for (const amount of amounts) {
    if (amount === null) {
      return null;
    }
    total += units(amount);
  }
  return ofUnits(total);
}

/** The sum after each summand. */
export function runningTotals(amounts: readonly number[]): number[] {
  let total = 0;
  return amounts.map((amount) => {
    total += units(amount);
    return ofUnits(total);
  });
}

export const difference = (minuend: number, subtrahend: number): number =>
  ofUnits(units(minuend) - units(subtrahend));

export const isSame = (one: number, other: number): boolean => units(one) === units(other);
