import { expect, test } from 'vitest';
import { difference, isSame, runningTotals, sum } from './exact';

test('sums are exact where binary fractions are not', () => {
  expect(0.1 + 0.2).not.toBe(0.3);
  expect(sum([0.1, 0.2])).toBe(0.3);
  expect(difference(1.1, 1)).toBe(0.1);
  expect(isSame(0.1 + 0.2, 0.3)).toBe(true);
  expect(isSame(0.300001, 0.3)).toBe(false);
});

test('a sum with an unknown summand is unknown', () => {
  expect(sum([1, null])).toBeNull();
  expect(sum([])).toBe(0);
});

test('a running total is the sum so far', () => {
  expect(runningTotals([0.1, 0.2, -0.3])).toEqual([0.1, 0.3, 0]);
});
