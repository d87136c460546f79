import { expect, test } from 'vitest';
import type { Explanation } from '../../api/statement';
import recorded from '../../fixtures/explanation.json';
import { NAMES, sumOf } from './sums';

const explanation = recorded as unknown as Explanation;

const changed = (figure: Partial<Explanation['figures']['realized_pnl']>): Explanation => ({
  ...explanation,
  figures: { ...explanation.figures, realized_pnl: { ...explanation.figures.realized_pnl, ...figure } },
});

test('every figure the service sent adds up, and its last running total is the figure', () => {
  for (const name of NAMES) {
    const sum = sumOf(name, explanation);
    expect(sum.adds, name).toBe(true);
    expect(sum.rows.at(-1)!.total, name).toBe(explanation.figures[name].value);
    expect(sum.unexplained).toBe(0);
  }
});

test('each part says what it is made of', () => {
  expect(sumOf('position_value', explanation).rows[0]!.text).toMatch(/13 × 77¢$/);
  expect(sumOf('unrealized_pnl', explanation).rows[0]!.text).toMatch(/13 × 77¢ less \$5\.704706$/);
  expect(sumOf('avg_entry_price', explanation).rows[1]!.text).toMatch(/\$4\.388235 ÷ 30\.5$/);
  expect(sumOf('quantity', explanation).rows[1]!.text).toMatch(/10 YES, bought at 48\.25¢$/);
  expect(sumOf('realized_pnl', explanation).rows[1]!.text).toMatch(/^12 YES closed .*: \$6\.36 less \$5\.265882$/);
  expect(sumOf('fees_paid', explanation).rows[0]!.text).toMatch(/^60 YES at 40¢|^\d+ YES at/);
});

test('what no fill proves is a part of its own', () => {
  const parts = [...explanation.figures.realized_pnl.parts, { part: 'unexplained' as const, amount: -1.5 }];
  const sum = sumOf('realized_pnl', changed({ value: 2.744118, parts }));
  expect(sum.adds).toBe(true);
  expect(sum.unexplained).toBe(-1.5);
  expect(sum.rows.at(-1)).toMatchObject({ unexplained: true, total: 2.744118 });
});

test('parts that do not add up are not said to', () => {
  expect(sumOf('realized_pnl', changed({ value: 99 })).adds).toBe(false);
});

test('an unknown figure is nothing to compare with', () => {
  expect(sumOf('realized_pnl', changed({ value: null, parts: [] })).adds).toBeNull();
});
