import { type ReactNode, memo } from 'react';
import { Link } from 'wouter';
import type { Position } from '../../api/types';
import { exactPrice, gain, money, percent, price, quantity } from '../../format/numbers';
import { ageOf, fullTime, millis, span, until } from '../../format/times';
import { usePosition, useIsLive } from '../../stream/store';
import { Amount, FlashingAmount } from '../../ui/amount';
import { Badge } from '../../ui/badge';
import { classes } from '../../ui/classes';
import { useServiceNow } from '../../ui/now';
import { titleOf } from './arrange';
import { Sparkline } from './sparkline';

interface Props {
  ticker: string;
  /** Under the heading of its event only the outcome is needed. */
  grouped: boolean;
  index: number;
}

/** One position. It alone is drawn again when its price moves. */
export const PositionRow = memo(function PositionRow({ ticker, grouped, index }: Props) {
  const position = usePosition(ticker);
  return position ? <Row position={position} grouped={grouped} index={index} /> : null;
});

function Row({ position, grouped, index }: { position: Position; grouped: boolean; index: number }) {
  const stale = !useIsLive();
  return (
    <div
      role="row"
      aria-rowindex={index}
      className="position-grid border-t border-line px-4 py-3 hover:bg-raised/60 lg:min-h-14 lg:py-1.5"
    >
      <Title position={position} grouped={grouped} />
      <Cell area="side" className="flex items-center gap-2 text-sm">
        <Badge tone={position.side === 'YES' ? 'accent' : 'neutral'}>{position.side}</Badge>
        <span>
          {quantity(position.quantity)} <span className="text-soft">@</span>{' '}
          <span title={exactPrice(position.avg_entry_price)}>{price(position.avg_entry_price)}</span>
        </span>
      </Cell>
      <Mark position={position} stale={stale} />
      <Cell area="value" className="text-sm max-lg:text-soft lg:text-right">
        <Amount value={position.position_value} show={money} stale={stale} />
      </Cell>
      <Cell area="pnl" className="text-right font-semibold">
        <FlashingAmount value={position.unrealized_pnl} show={gain} colored stale={stale} />
      </Cell>
      <Cell area="percent" className="text-right text-sm font-medium">
        <Amount value={position.unrealized_pnl_percent} show={percent} colored stale={stale} />
      </Cell>
      <Cell area="spark" className="justify-self-end">
        <Sparkline ticker={position.ticker} stale={stale} />
      </Cell>
      <Times position={position} />
    </div>
  );
}

function Cell({ area, className, children }: { area: string; className?: string; children: ReactNode }) {
  return (
    <div role="cell" className={classes('min-w-0', 'area-' + area, className)}>
      {children}
    </div>
  );
}

function Title({ position, grouped }: { position: Position; grouped: boolean }) {
  const { outcome } = titleOf(position);
  return (
    <Cell area="title">
      <Link
        href={'/positions/' + encodeURIComponent(position.ticker)}
        className="rounded font-medium text-ink decoration-edge underline-offset-4 hover:underline lg:line-clamp-2"
      >
        {grouped ? outcome : position.market_title}
      </Link>
      {position.status !== 'open' && (
        <span className="ml-2">
          <Badge tone="warn">{position.status === 'closed' ? 'Trading over' : 'Result known'}</Badge>
        </span>
      )}
    </Cell>
  );
}

const SOURCES = {
  liquidation: 'What it could be sold for now',
  settlement: 'What it settles at: the result is known',
  none: 'Nobody bids for this side now',
} as const;

function Mark({ position, stale }: { position: Position; stale: boolean }) {
  return (
    <Cell area="mark" className="lg:text-right">
      <span title={SOURCES[position.mark]} className="font-medium">
        <FlashingAmount value={position.current_price} show={price} stale={stale} />
      </span>
      <span className="ml-1.5 block text-xs whitespace-nowrap text-soft max-lg:ml-0">
        {stale ? <MarkAge position={position} /> : <Source position={position} />}
      </span>
    </Cell>
  );
}

function Source({ position: { mark, ask } }: { position: Position }) {
  if (mark === 'settlement') {
    return 'settlement';
  }
  return mark === 'none' ? 'no bid' : ask === null ? 'bid' : `bid · ask ${price(ask)}`;
}

/** Only while nothing is live: else a mark is as young as the market. */
function MarkAge({ position }: { position: Position }) {
  const age = ageOf(position.price_as_of, useServiceNow());
  return age === null ? 'age unknown' : `${span(age)} old`;
}

/** Moves with the minute, not with the price. */
function Times({ position }: { position: Position }) {
  const now = useServiceNow(10_000);
  const entry = millis(position.entry_time);
  return (
    <>
      <Cell area="held" className="text-xs text-soft lg:text-right lg:text-sm">
        <span className="lg:hidden">Held </span>
        <span title={entry === null ? undefined : 'Since ' + fullTime(position.entry_time)}>
          {span(entry === null ? null : (now - entry) / 1000)}
        </span>
      </Cell>
      <Cell area="expiry" className="text-right text-xs text-soft lg:text-sm">
        <span className="lg:hidden">Expires </span>
        <span title={position.expiration_date ? fullTime(position.expiration_date) : undefined}>
          {until(position.expiration_date, now)}
        </span>
      </Cell>
    </>
  );
}
