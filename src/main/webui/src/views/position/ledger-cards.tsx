import type { Closing, Explanation, Lot } from '../../api/statement';
import { exactMoney, price, quantity } from '../../format/numbers';
import { Empty } from '../../ui/notice';
import { Gain, Moment, Section, SideBadge } from '../parts';
import { type Column, DataTable } from '../table';
import { CYCLE_COLUMNS } from '../trades-view';

type Fill = Explanation['fills'][number];

/** What the ledger of one market holds: open lots, what was closed, cycles and every fill. */
export function LedgerCards({ explanation }: { explanation: Explanation }) {
  const { lots, closings, cycles, fills } = explanation;
  return (
    <>
      <Section title="Open lots">
        {lots.length === 0 ? (
          <Empty title="Nothing is open" />
        ) : (
          <DataTable caption="Open lots" rows={lots} rowKey={(lot, i) => lot.lot ?? String(i)} columns={LOTS} />
        )}
      </Section>
      {closings.length > 0 && (
        <Section title="Closed contracts">
          <DataTable caption="Closed contracts" rows={closings} rowKey={(_, i) => String(i)} columns={CLOSINGS} />
        </Section>
      )}
      {cycles.length > 0 && (
        <Section title="From flat to flat">
          <DataTable caption="Cycles" rows={cycles} rowKey={(cycle) => cycle.id} columns={CYCLE_COLUMNS} />
        </Section>
      )}
      <Section title="Fills">
        {fills.length === 0 ? (
          <Empty title="No fill is known">The exchange shows none of this market.</Empty>
        ) : (
          <DataTable caption="Fills" rows={fills} rowKey={(fill) => fill.trade_id} columns={FILLS} />
        )}
      </Section>
    </>
  );
}

const LOTS: readonly Column<Lot>[] = [
  { name: 'Opened', heads: true, cell: (lot) => <Moment at={lot.opened_at} /> },
  { name: 'Side', cell: (lot) => <SideBadge side={lot.side} /> },
  { name: 'Quantity', figure: true, cell: (lot) => quantity(lot.quantity) },
  { name: 'Bought at', figure: true, cell: (lot) => price(lot.price) },
  { name: 'Cost (average)', figure: true, cell: (lot) => exactMoney(lot.cost_average) },
  { name: 'Cost (FIFO)', figure: true, cell: (lot) => exactMoney(lot.cost_fifo) },
];

const CLOSINGS: readonly Column<Closing>[] = [
  { name: 'Closed', heads: true, cell: (closing) => <Moment at={closing.time} /> },
  { name: 'By', cell: (closing) => closing.by },
  { name: 'Side', cell: (closing) => <SideBadge side={closing.side} /> },
  { name: 'Quantity', figure: true, cell: (closing) => quantity(closing.quantity) },
  { name: 'Brought', figure: true, cell: (closing) => exactMoney(closing.proceeds) },
  { name: 'Cost (average)', figure: true, cell: (closing) => exactMoney(closing.cost_average) },
  {
    name: 'Profit (average)',
    figure: true,
    cell: (closing) => <Gain value={closing.realized_average} show={exactMoney} />,
  },
  { name: 'Profit (FIFO)', figure: true, cell: (closing) => <Gain value={closing.realized_fifo} show={exactMoney} /> },
];

const FILLS: readonly Column<Fill>[] = [
  { name: 'Time', heads: true, cell: (fill) => <Moment at={fill.time} /> },
  { name: 'Side', cell: (fill) => <SideBadge side={fill.side} /> },
  { name: 'Quantity', figure: true, cell: (fill) => quantity(fill.quantity) },
  { name: 'Price', figure: true, cell: (fill) => price(fill.price) },
  { name: 'Cost', figure: true, cell: (fill) => exactMoney(fill.cost) },
  { name: 'Fee', figure: true, cell: (fill) => exactMoney(fill.fee) },
];
