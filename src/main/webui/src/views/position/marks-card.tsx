import { useQuery } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo } from 'react';
import { ACCOUNT } from '../../api/session';
import { type Mark, type MarkHistory, type Marks, readMarkHistory, readMarks } from '../../api/statement';
import { exactMoney, exactPrice, gain, quantity } from '../../format/numbers';
import { millis, span } from '../../format/times';
import { type StreamStore, useIsLive, useStream } from '../../stream/store';
import { Amount } from '../../ui/amount';
import { Badge } from '../../ui/badge';
import { Skeleton } from '../../ui/card';
import { useNow, useServiceNow } from '../../ui/now';
import { later } from '../later';
import { Answer, Figure, Gain, Moment, Section } from '../parts';
import { useRefreshedBy } from '../refresh';
import { type Column, DataTable } from '../table';

const LineChart = later(() => import('../equity/line-chart'));

const REFRESH_MILLIS = 15_000;
const POINTS = 300;

/** What the position is worth by each mark, how old that is, and what getting out would bring. */
export function MarksCard({ ticker }: { ticker: string }) {
  const key = [...ACCOUNT, 'marks', ticker] as const;
  const marks = useQuery({ queryKey: key, queryFn: () => readMarks(ticker), refetchInterval: REFRESH_MILLIS });
  const quote = useCallback((state: StreamStore) => state.positions[ticker]?.price_as_of ?? '', [ticker]);
  useRefreshedBy(key, quote, 2_000);
  return (
    <Section title="Marks">
      <Answer query={marks} what="marks">
        {(data) => <MarksTable marks={data} at={marks.dataUpdatedAt} />}
      </Answer>
      <PriceHistory ticker={ticker} />
    </Section>
  );
}

interface Named extends Mark {
  name: string;
  says: string;
  used: boolean;
}

/** `at` is when they came, by this browser's clock: they grow older from there. */
function MarksTable({ marks, at }: { marks: Marks; at: number }) {
  const stale = !useIsLive();
  const here = Math.max(0, useNow() - at) / 1000;
  const rows: Named[] = [
    {
      ...marks.liquidation,
      name: 'Liquidation',
      says: 'what it could be sold for now',
      used: marks.mark === 'liquidation',
    },
    { ...marks.mid, name: 'Mid', says: 'between bid and ask', used: false },
    { ...marks.last, name: 'Last', says: 'the last trade', used: false },
  ];
  return (
    <>
      <DataTable caption="The position by each mark" rows={rows} rowKey={(mark) => mark.name} columns={columns(stale)} />
      <dl className="grid grid-cols-2 gap-3 border-t border-line p-4 sm:grid-cols-4">
        <Figure name="Age of the quote" stale={stale}>
          {span(marks.age_seconds === null ? null : marks.age_seconds + here)}{' '}
          {(marks.stale || stale) && <Badge tone="warn">stale</Badge>}
        </Figure>
        <Figure name="As of">
          <Moment at={marks.price_as_of} />
        </Figure>
        <Figure name="Book" stale={stale}>
          {marks.book.replaceAll('_', ' ')}
        </Figure>
        <Figure name="Will be paid" hint="The settlement value, known from the result on.">
          {exactPrice(marks.settlement_value)}
        </Figure>
        <Figure name="Could be sold at the top" stale={stale}>
          {quantity(marks.exit_contracts_at_top)}
        </Figure>
        <Figure name="Selling brings" stale={stale}>
          {exactMoney(marks.exit_value)}
          {marks.exit_reason && <span className="font-normal text-soft"> {marks.exit_reason.replaceAll('_', ' ')}</span>}
        </Figure>
        <Figure name="Less a fee of about" stale={stale}>
          {exactMoney(marks.estimated_fee)}
        </Figure>
      </dl>
    </>
  );
}

const columns = (stale: boolean): readonly Column<Named>[] => [
  {
    name: 'Mark',
    heads: true,
    cell: (mark) => (
      <span className="inline-flex flex-wrap items-baseline gap-x-2">
        {mark.name} {mark.used && <Badge tone="accent">in use</Badge>}
        <span className="text-xs font-normal text-soft">{mark.says}</span>
      </span>
    ),
  },
  {
    name: 'Price',
    figure: true,
    cell: (mark) =>
      mark.price === null ? (
        <>
          – <span className="text-xs text-soft">{mark.reason?.replaceAll('_', ' ')}</span>
        </>
      ) : (
        <Amount value={mark.price} show={exactPrice} stale={stale} />
      ),
  },
  { name: 'Value', figure: true, cell: (mark) => <Amount value={mark.position_value} show={exactMoney} stale={stale} /> },
  { name: 'Unrealised', figure: true, cell: (mark) => <Gain value={mark.unrealized_pnl} show={gain} stale={stale} /> },
];

/** The recorded marks of the last hours, and the one of this moment. */
function PriceHistory({ ticker }: { ticker: string }) {
  const history = useQuery({
    queryKey: [...ACCOUNT, 'marks-history', ticker],
    queryFn: () => readMarkHistory({ ticker, points: POINTS }),
    refetchInterval: 60_000,
  });
  return history.data ? <PriceCurve history={history.data} ticker={ticker} /> : null;
}

function PriceCurve({ history, ticker }: { history: MarkHistory; ticker: string }) {
  // Once a second is enough for a curve.
  const now = useServiceNow();
  const position = useStream.getState().positions[ticker];
  const mark = position?.current_price ?? null;
  // What is old is not drawn as if it had stayed so until now.
  const at = useIsLive() ? now : millis(position?.price_as_of ?? null);
  const points = history.marks[0]?.points;
  const { times, values } = useMemo(() => {
    const all = (points ?? []).map((point) => ({ at: Date.parse(point.at), price: point.price }));
    if (at !== null && at > (all.at(-1)?.at ?? -Infinity)) {
      all.push({ at, price: mark });
    }
    return { times: all.map((point) => point.at), values: all.map((point) => point.price) };
  }, [points, at, mark]);
  const entry = position?.avg_entry_price ?? null;
  if (times.length < 3) {
    return null;
  }
  return (
    <div className="border-t border-line px-4 py-3">
      <h3 className="text-sm font-medium">
        Mark of the last hours <span className="font-normal text-soft">(dashed: average entry)</span>
      </h3>
      <Suspense fallback={<Skeleton className="h-44" />}>
        <LineChart name="Mark" times={times} values={values} show={exactPrice} stepped level={entry} height={170} />
      </Suspense>
    </div>
  );
}
