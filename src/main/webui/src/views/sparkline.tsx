import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ACCOUNT } from '../api/session';
import { type MarkPoint, readMarkHistory } from '../api/statement';
import { direction } from '../format/numbers';
import { classes } from '../ui/classes';
import { useRefreshedBy } from './refresh';
import type { StreamStore } from '../stream/store';

const MARKS = [...ACCOUNT, 'marks-history'] as const;
const POINTS = 40;
const REFRESH_MILLIS = 5 * 60_000;
const NONE: readonly MarkPoint[] = [];

const held = (state: StreamStore): string => state.tickers.toSorted().join(' ');

/** The recorded marks of the last hours, of all positions in one call; by ticker, oldest first. */
export function useMarkHistory(): (ticker: string) => readonly MarkPoint[] {
  const history = useQuery({
    queryKey: MARKS,
    queryFn: () => readMarkHistory({ points: POINTS }),
    refetchInterval: REFRESH_MILLIS,
  });
  useRefreshedBy(MARKS, held, 5_000);
  return useMemo(() => {
    const byTicker = new Map(history.data?.marks.map((market) => [market.ticker, market.points]));
    return (ticker) => byTicker.get(ticker) ?? NONE;
  }, [history.data]);
}

const WIDTH = 96;
const HEIGHT = 24;

/** How a price went, at a glance, up to this moment. Says nothing that the figures beside it do not. */
export function Sparkline({ points, now }: { points: readonly MarkPoint[]; now: number | null }) {
  const prices = points.map((point) => point.price);
  const path = pathOf([...prices, now]);
  const known = prices.filter((price) => price !== null);
  const first = known[0];
  const tone = direction(now === null || first === undefined ? null : now - first);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={classes('h-6 w-24', tone === 'up' ? 'text-up' : tone === 'down' ? 'text-down' : 'text-soft')}
    >
      {path !== '' && (
        <path d={path} fill="none" stroke="currentColor" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
      )}
    </svg>
  );
}

/** Where nobody bid there is a gap. */
export function pathOf(prices: readonly (number | null)[]): string {
  const known = prices.filter((price) => price !== null);
  if (known.length < 2) {
    return '';
  }
  const least = Math.min(...known);
  const reach = Math.max(...known) - least;
  const step = WIDTH / (prices.length - 1);
  let path = '';
  let pen = 'M';
  prices.forEach((price, i) => {
    if (price === null) {
      pen = 'M';
      return;
    }
    const y = reach === 0 ? HEIGHT / 2 : HEIGHT - 2 - ((price - least) / reach) * (HEIGHT - 4);
    path += `${pen}${(i * step).toFixed(1)} ${y.toFixed(1)}`;
    pen = 'L';
  });
  return path;
}
