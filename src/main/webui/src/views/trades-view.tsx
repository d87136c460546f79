import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ACCOUNT } from '../api/session';
import { type Trade, readTrades } from '../api/statement';
import { gain, money, price, quantity } from '../format/numbers';
import { span } from '../format/times';
import { Button } from '../ui/button';
import { Empty, Notice } from '../ui/notice';
import { CsvButton } from './csv-button';
import { Page } from './page';
import { Gain, GradeBadge, Moment, Section, SideBadge, useTitle, Waiting } from './parts';
import { useRefreshedBy, holdings } from './refresh';
import { type Column, DataTable } from './table';

const TRADES = [...ACCOUNT, 'trades'] as const;
const PAGE = 50;

/** What was held from flat to flat, newest first: what it brought, and how it ended. */
export default function TradesView() {
  useTitle('Closed trades');
  const trades = useInfiniteQuery({
    queryKey: TRADES,
    queryFn: ({ pageParam }) => readTrades({ limit: PAGE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  useRefreshedBy(TRADES, holdings, 2_000);
  const rows = trades.data?.pages.flatMap((page) => page.trades) ?? [];
  return (
    <Page>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-lg font-semibold">Closed trades</h1>
        <CsvButton list="trades" />
      </div>
      <Section title="From flat to flat">
        {trades.isError && (
          <div className="p-4">
            <Notice tone="error" alert action={<Button onClick={() => void trades.refetch()}>Try again</Button>}>
              The closed trades could not be loaded. {trades.error.message}
            </Notice>
          </div>
        )}
        {trades.isPending && <Waiting />}
        {trades.isSuccess && rows.length === 0 && (
          <Empty title="No closed trade yet">A trade appears here when a position is closed or settled.</Empty>
        )}
        {rows.length > 0 && (
          <DataTable caption="Closed trades" columns={TRADE_COLUMNS} rows={rows} rowKey={(trade) => trade.id} />
        )}
        {trades.hasNextPage && (
          <div className="p-3 text-center">
            <Button busy={trades.isFetchingNextPage} onClick={() => void trades.fetchNextPage()}>
              Show older
            </Button>
          </div>
        )}
      </Section>
    </Page>
  );
}

const MARKET: Column<Trade> = {
  name: 'Market',
  heads: true,
  cell: (trade) => (
    <Link
      href={`/positions/${encodeURIComponent(trade.ticker)}`}
      className="break-words text-accent underline-offset-4 hover:underline"
    >
      {trade.ticker}
    </Link>
  ),
};

/** Of a trade on the page of its own market. */
export const CYCLE_COLUMNS: readonly Column<Trade>[] = [
  { name: 'Side', cell: (trade) => <SideBadge side={trade.side} /> },
  { name: 'Quantity', figure: true, cell: (trade) => quantity(trade.quantity) },
  {
    name: 'Entry → exit',
    figure: true,
    cell: (trade) => `${price(trade.avg_entry_price)} → ${price(trade.avg_exit_price)}`,
  },
  { name: 'Profit', figure: true, cell: (trade) => <Gain value={trade.realized_pnl} show={gain} /> },
  { name: 'Fees', figure: true, cell: (trade) => money(trade.fees) },
  { name: 'Net', figure: true, cell: (trade) => <Gain value={trade.net_pnl} show={gain} /> },
  { name: 'Held', figure: true, cell: (trade) => span(trade.duration_held) },
  {
    name: 'Ended',
    cell: (trade) => (trade.ended === null ? 'open' : <>{trade.ended.replaceAll('_', ' ')} <Moment at={trade.closed_at} /></>),
  },
  { name: 'Figures', cell: (trade) => <GradeBadge grade={trade.grade} /> },
];

const TRADE_COLUMNS: readonly Column<Trade>[] = [MARKET, ...CYCLE_COLUMNS];
