import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId } from 'react';
import type { Side, Time } from '../api/types';
import type { Grade } from '../api/statement';
import { dayAndTime, fullTime } from '../format/times';
import { Amount, STALE } from '../ui/amount';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Card, Skeleton } from '../ui/card';
import { classes } from '../ui/classes';
import { Notice } from '../ui/notice';

/** A card with a heading that names it. */
export function Section({
  title,
  aside,
  busy = false,
  children,
  className,
}: {
  title: string;
  aside?: ReactNode;
  busy?: boolean;
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  return (
    <Card aria-labelledby={id} aria-busy={busy || undefined} className={classes('min-w-0', className)}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-3 pb-2 sm:min-h-14">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </Card>
  );
}

/** What a query has to show: its data, grey bars while it loads, or the failure and a way to try again. */
export function Answer<T>({
  query,
  what,
  lines = 4,
  children,
}: {
  query: UseQueryResult<T>;
  /** What could not be had, within a sentence. */
  what: string;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <Failure what={what} query={query} />}
        {children(query.data)}
      </>
    );
  }
  return query.isError ? <Failure what={what} query={query} /> : <Waiting lines={lines} />;
}

function Failure({ what, query }: { what: string; query: Pick<UseQueryResult, 'error' | 'refetch' | 'isFetching'> }) {
  return (
    <div className="p-4">
      <Notice
        tone="error"
        alert
        action={
          <Button busy={query.isFetching} onClick={() => void query.refetch()}>
            Try again
          </Button>
        }
      >
        The {what} could not be loaded. {query.error?.message}
      </Notice>
    </div>
  );
}

export function Waiting({ lines = 4 }: { lines?: number }) {
  return (
    <div className="flex flex-col gap-3 p-4" role="status">
      <span className="sr-only">Loading</span>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={classes('h-5', line % 2 === 0 ? 'w-full' : 'w-3/4')} />
      ))}
    </div>
  );
}

export const SideBadge = ({ side }: { side: Side }) => (
  <Badge tone={side === 'YES' ? 'accent' : 'neutral'}>{side}</Badge>
);

const GRADES = {
  exact: 'Every fill is known and every figure is proven by them.',
  estimated: 'Fills are missing, or something is left unexplained: the best figures there are.',
} as const;

export const GradeBadge = ({ grade }: { grade: Grade }) => (
  <Badge tone={grade === 'exact' ? 'up' : 'warn'} title={GRADES[grade]}>
    {grade}
  </Badge>
);

/** An amount coloured by its sign, which is in its text, too. */
export function Gain({
  value,
  show,
  stale = false,
  className,
}: {
  value: number | null | undefined;
  show: (value: number | null | undefined) => string;
  /** Old: greyed, whatever it says. */
  stale?: boolean;
  className?: string;
}) {
  return (
    <span className={classes('whitespace-nowrap', className)}>
      <Amount value={value} show={show} colored stale={stale} />
    </span>
  );
}

/** Day and time, and everything of it on hover. */
export function Moment({ at, show = dayAndTime }: { at: Time | null; show?: (at: Time | null) => string }) {
  return at === null ? (
    <span>{show(at)}</span>
  ) : (
    <time dateTime={at} title={fullTime(at)} className="sm:whitespace-nowrap">
      {show(at)}
    </time>
  );
}

/** One figure with its name. */
export function Figure({
  name,
  children,
  hint,
  stale = false,
}: {
  name: string;
  children: ReactNode;
  hint?: string;
  /** Old: greyed, as an `Amount` is. */
  stale?: boolean;
}) {
  return (
    <div className="min-w-0" title={hint}>
      <dt className="text-xs text-soft">{name}</dt>
      <dd className={classes('font-semibold break-words', stale && STALE)}>{children}</dd>
    </div>
  );
}

/** What the tab is called while a view is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Position Stream`;
  }, [title]);
}
