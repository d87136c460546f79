import { expect, test } from 'vitest';
import type { EquityPoint, EquitySeries } from '../../api/statement';
import type { Portfolio } from '../../api/types';
import { changeOf, fromOf, todayOf, withLive, withoutHalfWay } from './series';

const point = (at: string, total: number, flows: number | null): EquityPoint => ({
  at: `2026-07-06T${at}:00Z`,
  total_value: total,
  cash_balance: 0,
  positions_value: total,
  unrealized_pnl: null,
  realized_pnl: 0,
  fees_paid: 0,
  net_flows: flows,
  unexplained: null,
});

const series = (...equity: EquityPoint[]): EquitySeries => ({
  equity,
  day_starts: [],
  day_zone: 'America/New_York',
  from: '2026-07-06T04:00:00Z',
  to: '2026-07-06T13:00:00Z',
});

const LATER = Date.parse('2026-07-06T13:00:00Z');

test('the live total is the last point, if it is known', () => {
  const recorded = series(point('12:00', 1000, 0));
  const live = { total_value: 1001.5 } as Portfolio;
  expect(withLive(recorded.equity, live, LATER).map((worth) => worth.total)).toEqual([1000, 1001.5]);
  expect(withLive(recorded.equity, { total_value: null } as Portfolio, LATER)).toHaveLength(1);
  expect(withLive(recorded.equity, null, LATER)).toHaveLength(1);
  expect(withLive(recorded.equity, live, null)).toHaveLength(1);
});

test('a deposit is no profit', () => {
  const recorded = series(point('10:00', 1000, 0), point('11:00', 1249.9, 250), point('12:00', 1260.1, 250));
  const change = changeOf(recorded, withLive(recorded.equity, null, LATER))!;
  expect(change.flows).toBe(250);
  expect(change.profit).toBe(10.1);
  expect(change.least.total).toBe(1000);
  expect(change.most.total).toBe(1260.1);
});

test('without a record of deposits the profit is unknown', () => {
  const recorded = series(point('10:00', 1000, null), point('12:00', 1260, 250));
  expect(changeOf(recorded, withLive(recorded.equity, null, LATER))).toMatchObject({ profit: null, flows: null });
  expect(changeOf(series(), [])).toBeNull();
});

test('the service says when its day began', () => {
  expect(fromOf('today', LATER)).toBeUndefined();
  expect(fromOf('week', LATER)).toBe('2026-06-29T13:00:00.000Z');
});

const unexplained = (at: string, amount: number | null): EquityPoint => ({ ...point(at, 1000, 0), unexplained: amount });

const times = (points: readonly EquityPoint[]): string[] => points.map(({ at }) => at.slice(11, 16));

test('what a reading met half-way is left out, once the next one has taken it back', () => {
  expect(
    times(
      withoutHalfWay([unexplained('10:00', 0), unexplained('10:01', -200), unexplained('10:02', 0), unexplained('10:03', 0)]),
    ),
  ).toEqual(['10:00', '10:02', '10:03']);
});

test('money that stays unexplained is shown, and so is what is missing for long', () => {
  const stays = [unexplained('10:00', 0), unexplained('10:01', 5), unexplained('10:02', 5)];
  expect(withoutHalfWay(stays)).toEqual(stays);
  const long = [unexplained('10:00', 0), unexplained('10:01', 5), unexplained('10:03', 5), unexplained('10:04', 0)];
  expect(withoutHalfWay(long)).toEqual(long);
  const unknown = [unexplained('10:00', null), unexplained('10:01', 5)];
  expect(withoutHalfWay(unknown)).toEqual(unknown);
});

test("today's profit is the portfolio's", () => {
  const recorded = series(point('10:00', 1000, 0), point('11:00', 1010, 0));
  const change = changeOf(recorded, withLive(recorded.equity, null, LATER))!;
  expect(todayOf(change, { today_pnl: 12.5 } as Portfolio).profit).toBe(12.5);
  expect(todayOf(change, null).profit).toBe(10);
});
