import { useQuery } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo } from 'react';
import { ACCOUNT } from '../../api/session';
import { type Mark, type MarkHistory, type Marks, readMarkHistory, readMarks } from '../../api/statement';
import { exactMoney, exactPrice, gain, quantity } from '../../format/numbers';
import { span } from '../../format/times';
import { type StreamStore, useStream } from '../../stream/store';
import { Badge } from '../../ui/badge';
import { Skeleton } from '../../ui/card';
import { useServiceNow } from '../../ui/now';
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
        {(data) => <MarksTable marks={data} />}
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

function MarksTable({ marks }: { marks: Marks }) {
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
      <DataTable caption="The position by each mark" rows={rows} rowKey={(mark) => mark.name} columns={MARK_COLUMNS} />
      <dl className="grid grid-cols-2 gap-3 border-t border-line p-4 sm:grid-cols-4">
        <Figure name="Age of the quote">
          {marks.age_seconds === null ? '–' : span(marks.age_seconds)} {marks.stale && <Badge tone="warn">stale</Badge>}
        </Figure>
        <Figure name="As of">
          <Moment at={marks.price_as_of} />
        </Figure>
        <Figure name="Book">{marks.book.replaceAll('_', ' ')}</Figure>
        <Figure name="Will be paid" hint="The settlement value, known from the result on.">
          {exactPrice(marks.settlement_value)}
        </Figure>
        <Figure name="Could be sold at the top">{quantity(marks.exit_contracts_at_top)}</Figure>
        <Figure name="Selling brings">
          {exactMoney(marks.exit_value)}
          {marks.exit_reason && <span className="font-normal text-soft"> {marks.exit_reason.replaceAll('_', ' ')}</span>}
        </Figure>
        <Figure name="Less a fee of about">{exactMoney(marks.estimated_fee)}</Figure>
      </dl>
    </>
  );
}

const MARK_COLUMNS: readonly Column<Named>[] = [
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
        exactPrice(mark.price)
      ),
  },
  { name: 'Value', figure: true, cell: (mark) => exactMoney(mark.position_value) },
  { name: 'Unrealised', figure: true, cell: (mark) => <Gain value={mark.unrealized_pnl} show={gain} /> },
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
  const points = history.marks[0]?.points;
  const { times, values } = useMemo(() => {
    const all = points ?? [];
    return {
      times: [...all.map((point) => Date.parse(point.at)), now],
      values: [...all.map((point) => point.price), mark],
    };
  }, [points, now, mark]);
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
