/** The recorded worth of the account and what happened since the last record, ready to be drawn. Pure. */
import type { EquityPoint, EquitySeries } from '../../api/statement';
import type { Portfolio } from '../../api/types';
import { difference } from '../../format/exact';

export interface Worth {
  /** Milliseconds of the epoch. */
  at: number;
  total: number;
}

export interface Change {
  first: Worth;
  last: Worth;
  least: Worth;
  most: Worth;
  /** Last less first, less what was paid in; null where that was not recorded. */
  profit: number | null;
  /** What was paid in, less what was taken out; null where that was not recorded. */
  flows: number | null;
}

const worthOf = (point: EquityPoint): Worth => ({ at: Date.parse(point.at), total: point.total_value });

/** How long a reading of the exchange may be half-way. */
const HALF_WAY_MILLIS = 60_000;

/**
 * Leaves out what a reading met half-way, as when a settlement has taken the position and has not
 * yet paid: the money is missing without a reason, and is back with the next reading.
 */
export function withoutHalfWay(points: readonly EquityPoint[]): EquityPoint[] {
  const kept: EquityPoint[] = [];
  for (let i = 0; i < points.length; i++) {
    const usual = kept.at(-1)?.unexplained;
    let back = i;
    while (usual != null && back < points.length && points[back]!.unexplained !== usual) {
      back++;
    }
    const first = points[i]!;
    const passing =
      back > i &&
      back < points.length &&
      Date.parse(points[back - 1]!.at) - Date.parse(first.at) < HALF_WAY_MILLIS;
    if (passing) {
      i = back;
    }
    kept.push(points[i]!);
  }
  return kept;
}

/**
 * A record is of the past minute: the total that was told last is newer than any of them. It stands
 * at `at`, in milliseconds: now while it is live, else where it was true; null where that is unknown.
 */
export function withLive(points: readonly EquityPoint[], portfolio: Portfolio | null, at: number | null): Worth[] {
  const recorded = points.map(worthOf);
  const newest = recorded.at(-1)?.at ?? -Infinity;
  return portfolio?.total_value == null || at === null || at <= newest
    ? recorded
    : [...recorded, { at, total: portfolio.total_value }];
}

/** Of today it is what the portfolio says, whose day begins at the very first value. */
export const todayOf = (change: Change, portfolio: Portfolio | null): Change =>
  portfolio?.today_pnl == null ? change : { ...change, profit: portfolio.today_pnl };

export function changeOf(series: EquitySeries, worths: readonly Worth[]): Change | null {
  const first = worths[0];
  const last = worths.at(-1);
  if (!first || !last) {
    return null;
  }
  const before = series.equity[0]?.net_flows ?? null;
  const after = series.equity.at(-1)?.net_flows ?? null;
  const flows = before === null || after === null ? null : difference(after, before);
  return {
    first,
    last,
    least: worths.reduce((a, b) => (b.total < a.total ? b : a)),
    most: worths.reduce((a, b) => (b.total > a.total ? b : a)),
    flows,
    profit: flows === null ? null : difference(difference(last.total, first.total), flows),
  };
}

export const RANGES = {
  today: { name: 'Today', days: 0 },
  week: { name: '7 days', days: 7 },
  month: { name: '30 days', days: 30 },
  all: { name: 'All', days: null },
} as const;

export type Range = keyof typeof RANGES;

/** Where a range begins; undefined leaves it to the service, whose day it is. */
export function fromOf(range: Range, now: number): string | undefined {
  const { days } = RANGES[range];
  if (days === 0) {
    return undefined;
  }
  return days === null ? '2000-01-01T00:00:00Z' : new Date(now - days * 86_400_000).toISOString();
}
