/** Which positions are shown, in which order, under which headings. Pure. */
import type { Position } from '../../api/types';

export type SortKey = 'expiry' | 'name' | 'value' | 'pnl' | 'percent' | 'held' | 'mark';

export type FilterKey = 'all' | 'yes' | 'no' | 'winning' | 'losing' | 'unmarked' | 'over';

export interface Arrangement {
  sort: SortKey;
  descending: boolean;
  filter: FilterKey;
  search: string;
  grouped: boolean;
}

export const DEFAULT: Arrangement = {
  sort: 'expiry',
  descending: false,
  filter: 'all',
  search: '',
  grouped: true,
};

export type Item =
  | { kind: 'event'; key: string; event: string; title: string; tickers: readonly string[] }
  | { kind: 'position'; key: string; ticker: string };

const VALUES: Record<SortKey, (p: Position) => number | string | null> = {
  expiry: (p) => p.expiration_date,
  name: (p) => p.market_title.toLocaleLowerCase(),
  value: (p) => p.position_value,
  pnl: (p) => p.unrealized_pnl,
  percent: (p) => p.unrealized_pnl_percent,
  held: (p) => p.duration_held,
  mark: (p) => p.current_price,
};

const FILTERS: Record<FilterKey, (p: Position) => boolean> = {
  all: () => true,
  yes: (p) => p.side === 'YES',
  no: (p) => p.side === 'NO',
  winning: (p) => (p.unrealized_pnl ?? 0) > 0,
  losing: (p) => (p.unrealized_pnl ?? 0) < 0,
  unmarked: (p) => p.current_price === null,
  over: (p) => p.status !== 'open',
};

/** `Event · outcome`; a title without an outcome is both. */
export function titleOf(position: Position): { event: string; outcome: string } {
  const at = position.market_title.lastIndexOf(' · ');
  return at < 0
    ? { event: position.market_title, outcome: position.market_title }
    : { event: position.market_title.slice(0, at), outcome: position.market_title.slice(at + 3) };
}

/** Rows and headings, from top to bottom. */
export function arrange(positions: readonly Position[], how: Arrangement): Item[] {
  const words = how.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const shown = positions
    .filter(FILTERS[how.filter])
    .filter((p) => words.every((word) => searched(p).includes(word)))
    .sort(comparison(how));
  return how.grouped ? groups(shown) : shown.map(row);
}

const searched = (p: Position): string =>
  `${p.market_title} ${p.ticker} ${p.side}`.toLocaleLowerCase();

const row = ({ ticker }: Position): Item => ({ kind: 'position', key: 'p/' + ticker, ticker });

/** What is unknown comes last, whichever way round; equals stay in the order of their tickers. */
function comparison({ sort, descending }: Arrangement): (a: Position, b: Position) => number {
  const valueOf = VALUES[sort];
  return (a, b) => {
    const left = valueOf(a);
    const right = valueOf(b);
    if (left === null || right === null) {
      return left === right ? byTicker(a, b) : left === null ? 1 : -1;
    }
    const order = left < right ? -1 : left > right ? 1 : 0;
    return (descending ? -order : order) || byTicker(a, b);
  };
}

const byTicker = (a: Position, b: Position): number => (a.ticker < b.ticker ? -1 : 1);

/** An event stands where the first of its positions would. */
function groups(sorted: readonly Position[]): Item[] {
  const byEvent = new Map<string, Position[]>();
  for (const position of sorted) {
    const others = byEvent.get(position.event_ticker);
    if (others) {
      others.push(position);
    } else {
      byEvent.set(position.event_ticker, [position]);
    }
  }
  return [...byEvent].flatMap(([event, members]) => [
    {
      kind: 'event' as const,
      key: 'e/' + event,
      event,
      title: titleOf(members[0]!).event,
      tickers: members.map((member) => member.ticker),
    },
    ...members.map(row),
  ]);
}
