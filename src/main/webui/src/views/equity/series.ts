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

/** A record is of the past minute: the live total is newer than any of them. */
export function withLive(series: EquitySeries, portfolio: Portfolio | null, now: number): Worth[] {
  const recorded = series.equity.map(worthOf);
  const newest = recorded.at(-1)?.at ?? -Infinity;
  return portfolio?.total_value == null || now <= newest
    ? recorded
    : [...recorded, { at: now, total: portfolio.total_value }];
}

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
