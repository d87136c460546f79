import { type ComponentProps, useRef } from 'react';
import type { EventGroup, Outcome } from '../../api/statement';
import { gain, money } from '../../format/numbers';
import { Badge } from '../../ui/badge';
import { classes } from '../../ui/classes';
import { VIRTUAL_ABOVE, useInSight } from '../in-sight';
import { Gain } from '../parts';
import { Gap } from '../table';

interface Bar {
  key: string;
  label: string;
  payout: number | null;
  profit: number;
  badges: readonly ('worst' | 'best')[];
}

/** What each outcome brings: a table whose last column is drawn as well, as bars from zero. */
export function PayoffChart({ event }: { event: EventGroup }) {
  const bars = barsOf(event);
  const scale = scaleOf(bars.map((bar) => bar.profit));
  const exclusive = event.method === 'mutually_exclusive';
  const shown = { bars, scale, exclusive };
  const isLong = bars.length > VIRTUAL_ABOVE;
  return (
    <table role="table" aria-rowcount={isLong ? bars.length + 1 : undefined} className="w-full text-sm max-sm:block">
      <caption className="sr-only">
        Profit or loss of {event.event_title ?? event.event_ticker} by outcome
      </caption>
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row" aria-rowindex={isLong ? 1 : undefined} className="text-xs text-soft">
          <th role="columnheader" scope="col" className="py-1 pr-3 text-left font-medium">
            {exclusive ? 'If this comes true' : 'Case'}
          </th>
          {exclusive && (
            <th role="columnheader" scope="col" className="px-3 py-1 text-right font-medium">
              Paid out
            </th>
          )}
          <th role="columnheader" scope="col" className="px-3 py-1 text-right font-medium">
            Profit
          </th>
          <td role="cell" className="w-1/2" />
        </tr>
      </thead>
      {isLong ? <BarsInSight {...shown} /> : <AllBars {...shown} />}
    </table>
  );
}

interface Shown {
  bars: readonly Bar[];
  scale: Scale;
  exclusive: boolean;
}

function AllBars({ bars, scale, exclusive }: Shown) {
  return (
    <tbody role="rowgroup" className="max-sm:block">
      {bars.map((bar) => (
        <BarRow key={bar.key} bar={bar} scale={scale} exclusive={exclusive} />
      ))}
    </tbody>
  );
}

/** Of one line, which most are; and the row of the first bar: row 1 is the header. */
const GUESS = 28;
const FIRST = 2;

function BarsInSight({ bars, scale, exclusive }: Shown) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { rows, before, after, measure } = useInSight(body, {
    count: bars.length,
    guess: () => GUESS,
    keyOf: (i) => bars[i]!.key,
  });
  return (
    <tbody ref={body} role="rowgroup" className="[overflow-anchor:none] max-sm:block">
      <Gap height={before} />
      {rows.map(({ index }) => (
        <BarRow
          key={bars[index]!.key}
          ref={measure}
          data-index={index}
          aria-rowindex={index + FIRST}
          bar={bars[index]!}
          scale={scale}
          exclusive={exclusive}
        />
      ))}
      <Gap height={after} />
    </tbody>
  );
}

type BarProps = { bar: Bar; scale: Scale; exclusive: boolean } & ComponentProps<'tr'>;

function BarRow({ bar, scale, exclusive, ...rest }: BarProps) {
  return (
    <tr {...rest} role="row" className="max-sm:mb-2 max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-3">
      <th role="rowheader" scope="row" className="py-1 pr-3 text-left font-normal">
        <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
          {bar.label}
          {bar.badges.map((badge) => (
            <Badge key={badge} tone={badge === 'best' ? 'up' : 'down'}>
              {badge} case
            </Badge>
          ))}
        </span>
      </th>
      {exclusive && (
        <td role="cell" className="px-3 py-1 text-right whitespace-nowrap max-sm:hidden">
          {money(bar.payout)}
        </td>
      )}
      <td role="cell" className="px-3 py-1 text-right max-sm:px-0">
        <Gain value={bar.profit} show={gain} />
      </td>
      <td role="cell" className="w-1/2 py-1 max-sm:col-span-2 max-sm:w-full" aria-hidden>
        <ProfitBar profit={bar.profit} scale={scale} />
      </td>
    </tr>
  );
}

function ProfitBar({ profit, scale }: { profit: number; scale: Scale }) {
  const zero = scale.at(0);
  const end = scale.at(profit);
  const left = Math.min(zero, end);
  return (
    <svg className="block h-4 w-full" viewBox="0 0 100 10" preserveAspectRatio="none">
      <rect x={0} y={0} width={100} height={10} className="fill-raised" />
      <rect
        x={left}
        y={1}
        width={Math.max(Math.abs(end - zero), profit === 0 ? 0 : 0.5)}
        height={8}
        className={classes(profit < 0 ? 'fill-down' : 'fill-up')}
      />
      <line x1={zero} x2={zero} y1={0} y2={10} className="stroke-edge" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

interface Scale {
  /** Percent of the width. */
  at: (profit: number) => number;
}

/** From the largest loss to the largest gain, with zero always on it. */
export function scaleOf(profits: readonly number[]): Scale {
  const least = Math.min(0, ...profits);
  const most = Math.max(0, ...profits);
  const reach = most - least || 1;
  return { at: (profit) => ((profit - least) / reach) * 100 };
}

export function barsOf(event: EventGroup): Bar[] {
  if (event.outcomes.length === 0) {
    return [
      { key: 'worst', label: 'Everything goes against you', payout: null, profit: event.worst_case, badges: ['worst'] },
      { key: 'best', label: 'Everything comes true', payout: null, profit: event.best_case, badges: ['best'] },
    ];
  }
  return event.outcomes.map((outcome) => ({
    key: outcome.ticker ?? outcome.outcome,
    label: labelOf(outcome, event),
    payout: outcome.payout,
    profit: outcome.profit,
    badges: badgesOf(outcome, event),
  }));
}

function badgesOf(outcome: Outcome, event: EventGroup): Bar['badges'] {
  if (event.worst_case === event.best_case) {
    return [];
  }
  if (outcome.profit === event.worst_case) {
    return ['worst'];
  }
  return outcome.profit === event.best_case ? ['best'] : [];
}

function labelOf(outcome: Outcome, event: EventGroup): string {
  if (outcome.ticker === null) {
    return event.positions.length === 1 ? 'Any other outcome' : 'None of these';
  }
  const held = event.positions.find((position) => position.ticker === outcome.ticker);
  return held ? outcomeTitle(held.market_title, event.event_title) : outcome.ticker;
}

/** What a market says beyond its event: "34° to 35°". */
export function outcomeTitle(market: string, event: string | null): string {
  const prefix = `${event} · `;
  return event !== null && market.startsWith(prefix) ? market.slice(prefix.length) : market;
}
