import type { ReactNode } from 'react';
import type { Portfolio } from '../../api/types';
import { difference } from '../../format/exact';
import { count, gain, money, percent } from '../../format/numbers';
import { dayAndTime } from '../../format/times';
import { useIsLive, useStream } from '../../stream/store';
import { Amount, FlashingAmount } from '../../ui/amount';
import { Card, Skeleton } from '../../ui/card';
import { classes } from '../../ui/classes';
import { Explained } from '../../ui/explained';

/** The account in eight figures, and what is behind those that need an explanation. */
export function PortfolioBar() {
  const portfolio = useStream((state) => state.portfolio);
  return (
    <Card aria-label="Portfolio" aria-busy={!portfolio} className="overflow-hidden">
      <dl className="grid grid-cols-2 gap-px bg-line sm:grid-cols-10 xl:grid-cols-[1.5fr_1.5fr_1fr_1fr_1fr_1fr_0.8fr]">
        {portfolio ? <Figures portfolio={portfolio} /> : <Skeletons />}
      </dl>
    </Card>
  );
}

function Figures({ portfolio }: { portfolio: Portfolio }) {
  const stale = !useIsLive();
  return (
    <>
      <Figure name={<TotalName portfolio={portfolio} />} isMain hint={<Marks portfolio={portfolio} />}>
        <FlashingAmount value={portfolio.total_value} show={money} stale={stale} />
      </Figure>
      <Figure
        name={<TodayName portfolio={portfolio} />}
        isMain
        hint={<Amount value={portfolio.today_pnl_percent} show={percent} colored stale={stale} />}
      >
        <FlashingAmount value={portfolio.today_pnl} show={gain} colored stale={stale} />
      </Figure>
      <Figure name="Cash">
        <Amount value={portfolio.cash_balance} show={money} stale={stale} />
      </Figure>
      <Figure name={<UnrealisedName portfolio={portfolio} />}>
        <Amount value={portfolio.unrealized_pnl} show={gain} colored stale={stale} />
      </Figure>
      <Figure name={<SinceName name="Realised" portfolio={portfolio} />}>
        <Amount value={portfolio.realized_pnl} show={gain} colored stale={stale} />
      </Figure>
      <Figure name={<SinceName name="Fees" portfolio={portfolio} />}>
        <Amount value={portfolio.fees_paid} show={money} stale={stale} />
      </Figure>
      <Figure name="Positions" className="max-sm:col-span-2 max-sm:flex-row max-sm:items-baseline max-sm:justify-between">
        <Amount value={portfolio.position_count} show={count} stale={stale} />
      </Figure>
    </>
  );
}

interface FigureProps {
  name: ReactNode;
  children: ReactNode;
  hint?: ReactNode;
  isMain?: boolean;
  className?: string;
}

function Figure({ name, children, hint, isMain = false, className }: FigureProps) {
  return (
    <div
      className={classes(
        'flex flex-col gap-1 bg-surface px-4 py-3 max-sm:py-2.5',
        isMain ? 'max-xs:col-span-2 sm:col-span-5 xl:col-span-1' : 'sm:col-span-2 xl:col-span-1',
        className,
      )}
    >
      <dt className="text-xs font-medium text-soft">{name}</dt>
      <dd
        className={classes(
          'flex flex-wrap items-baseline gap-x-2.5 font-semibold',
          isMain ? 'text-xl tracking-tight sm:text-2xl' : 'text-base',
        )}
      >
        {children}
        {hint && <span className="text-sm font-medium tracking-normal">{hint}</span>}
      </dd>
    </div>
  );
}

function TotalName({ portfolio }: { portfolio: Portfolio }) {
  return (
    <Explained
      explanation={
        <>
          Cash, {money(portfolio.cash_balance)}, and what the positions could be sold for now,{' '}
          {money(portfolio.positions_value)}.
        </>
      }
    >
      Total value
    </Explained>
  );
}

function TodayName({ portfolio }: { portfolio: Portfolio }) {
  const { today_since, today_base, today_flows } = portfolio;
  return (
    <Explained
      explanation={
        <>
          Total value now less total value at {dayAndTime(today_since)}, when it was {money(today_base)}
          {today_flows ? `, less ${gain(today_flows)} paid in or out since` : ''}. The percentage is of
          that value.
        </>
      }
    >
      Today’s P&amp;L
    </Explained>
  );
}

function UnrealisedName({ portfolio: { positions_value, unrealized_pnl } }: { portfolio: Portfolio }) {
  const cost =
    positions_value === null || unrealized_pnl === null ? null : difference(positions_value, unrealized_pnl);
  return (
    <Explained
      explanation={
        <>
          What the positions could be sold for now, {money(positions_value)}, less what they cost, {money(cost)}. Fees
          are not in it.
        </>
      }
    >
      Unrealised
    </Explained>
  );
}

function SinceName({ name, portfolio }: { name: string; portfolio: Portfolio }) {
  return (
    <Explained
      explanation={
        <>
          Of all trades since {dayAndTime(portfolio.pnl_since)}, closed and settled positions included.
          Unrealised + realised − fees = {gain(portfolio.total_pnl)}.
        </>
      }
    >
      {name}
    </Explained>
  );
}

/** Says which positions count with something else than what they could be sold for. */
function Marks({ portfolio: { carried_count, unmarked_count } }: { portfolio: Portfolio }) {
  if (carried_count + unmarked_count === 0) {
    return null;
  }
  const parts = [
    carried_count > 0 && `${count(carried_count)} at an older mark`,
    unmarked_count > 0 && `${count(unmarked_count)} at cost`,
  ].filter(Boolean);
  return (
    <span className="text-xs text-soft">
      <Explained explanation="Where nobody bids now, a position counts with its last mark; where there never was one, with its cost.">
        {parts.join(', ')}
      </Explained>
    </span>
  );
}

function Skeletons() {
  return Array.from({ length: 7 }, (_, i) => (
    <div key={i} className={classes('flex flex-col gap-2 bg-surface px-4 py-3.5', i < 2 ? 'max-xs:col-span-2 sm:col-span-5 xl:col-span-1' : 'sm:col-span-2 xl:col-span-1', i === 6 && 'max-sm:col-span-2')}>
      <Skeleton className="h-3 w-16" />
      <Skeleton className={i < 2 ? 'h-7 w-32' : 'h-5 w-20'} />
    </div>
  ));
}
