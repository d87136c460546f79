import { useQuery } from '@tanstack/react-query';
import { Suspense, useMemo, useState } from 'react';
import { ACCOUNT } from '../../api/session';
import { type EquitySeries, readEquity } from '../../api/statement';
import { difference } from '../../format/exact';
import { gain, money } from '../../format/numbers';
import { dayAndTime, millis } from '../../format/times';
import { useIsLive, useStream } from '../../stream/store';
import { Button } from '../../ui/button';
import { Skeleton } from '../../ui/card';
import { Empty } from '../../ui/notice';
import { useServiceNow } from '../../ui/now';
import { later } from '../later';
import { Answer, Figure, Gain, Moment, Section } from '../parts';
import { type Column, DataTable } from '../table';
import { type Change, RANGES, type Range, type Worth, changeOf, fromOf, todayOf, withLive, withoutHalfWay } from './series';

const LineChart = later(() => import('./line-chart'));

const POINTS = 300;
const REFRESH_MILLIS = 60_000;

/** What the account was worth, today or in the days recorded, up to this moment. */
export default function EquityPanel() {
  const [range, setRange] = useState<Range>('today');
  const series = useQuery({
    queryKey: [...ACCOUNT, 'equity', range],
    queryFn: () => readEquity({ from: fromOf(range, Date.now()), points: POINTS }),
    refetchInterval: REFRESH_MILLIS,
    placeholderData: (before) => before,
  });
  return (
    <Section
      title="Equity"
      busy={series.isPlaceholderData}
      aside={
        <div role="group" aria-label="Time shown" className="flex flex-wrap gap-1">
          {(Object.keys(RANGES) as Range[]).map((other) => (
            <Button
              key={other}
              kind={other === range ? 'primary' : 'quiet'}
              aria-pressed={other === range}
              busy={other === range && series.isPlaceholderData}
              onClick={() => setRange(other)}
            >
              {RANGES[other].name}
            </Button>
          ))}
        </div>
      }
    >
      <Answer query={series} what="equity" lines={6}>
        {(data) => <Curve series={data} today={range === 'today' && !series.isPlaceholderData} />}
      </Answer>
    </Section>
  );
}

function Curve({ series, today }: { series: EquitySeries; today: boolean }) {
  // Once a second, however often the total moves: more nobody sees in a curve.
  const now = useServiceNow();
  const { portfolio } = useStream.getState();
  const stale = !useIsLive();
  // What is old is not drawn as if it had stayed so until now.
  const at = stale ? millis(portfolio?.last_updated ?? null) : now;
  const kept = useMemo(() => withoutHalfWay(series.equity), [series]);
  const worths = useMemo(() => withLive(kept, portfolio, at), [kept, portfolio, at]);
  const recorded = changeOf(series, worths);
  const change = recorded && today ? todayOf(recorded, portfolio) : recorded;
  if (!change) {
    return (
      <Empty title="Nothing recorded yet">
        The worth of the account is recorded once a minute and at every fill, from the first login on.
      </Empty>
    );
  }
  return (
    <div className="flex flex-col gap-3 px-4 pb-4">
      <Summary change={change} stale={stale} />
      <Drawn
        worths={worths}
        series={series}
        level={change.profit === null ? null : difference(change.last.total, change.profit)}
      />
      <p className="text-xs text-soft">
        Dashed: where neither profit nor loss would be. Recorded once a minute and at every fill and settlement
        {kept.length < series.equity.length && '; what a reading met half-way is left out'}.
      </p>
      <Rows worths={worths} />
    </div>
  );
}

function Drawn({ worths, series, level }: { worths: readonly Worth[]; series: EquitySeries; level: number | null }) {
  const times = useMemo(() => worths.map((worth) => worth.at), [worths]);
  const values = useMemo(() => worths.map((worth) => worth.total), [worths]);
  const marks = useMemo(() => series.day_starts.map((start) => Date.parse(start)), [series]);
  return (
    <Suspense fallback={<Skeleton className="h-[15.5rem]" />}>
      <LineChart name="Total value" times={times} values={values} show={money} marks={marks} level={level} />
    </Suspense>
  );
}

function Summary({ change, stale }: { change: Change; stale: boolean }) {
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      <Figure
        name={stale ? 'Last known' : 'Now'}
        stale={stale}
        hint={stale ? `As of ${dayAndTime(new Date(change.last.at).toISOString())}` : undefined}
      >
        {money(change.last.total)}
      </Figure>
      <Figure
        name="Profit"
        hint="Value now less value at the start of the time shown, less what was paid in since then. Of today it is today's P&L."
      >
        <Gain value={change.profit} show={gain} stale={stale} />
      </Figure>
      <Figure name="Lowest" hint={`Of the points drawn: ${dayAndTime(new Date(change.least.at).toISOString())}`}>
        {money(change.least.total)}
      </Figure>
      <Figure name="Highest" hint={`Of the points drawn: ${dayAndTime(new Date(change.most.at).toISOString())}`}>
        {money(change.most.total)}
      </Figure>
    </dl>
  );
}

/** The same points in words: the canvas says nothing to a screen reader. */
function Rows({ worths }: { worths: readonly Worth[] }) {
  const [open, setOpen] = useState(false);
  const [box, setBox] = useState<HTMLElement | null>(null);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="text-sm">
      <summary className="w-fit text-accent">As a table</summary>
      {open && (
        <div ref={setBox} className="mt-2 max-h-80 overflow-y-auto" tabIndex={0} role="region" aria-label="Equity as a table">
          {box && (
            <DataTable
              scroller={box}
              caption="Total value over time, newest first"
              rows={worths.toReversed()}
              rowKey={(worth) => String(worth.at)}
              columns={WORTHS}
            />
          )}
        </div>
      )}
    </details>
  );
}

const WORTHS: readonly Column<Worth>[] = [
  { name: 'Time', heads: true, cell: (worth) => <Moment at={new Date(worth.at).toISOString()} /> },
  { name: 'Total value', figure: true, cell: (worth) => money(worth.total) },
];
