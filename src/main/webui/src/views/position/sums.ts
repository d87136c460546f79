/** A figure as a sum that can be followed by eye: each part in words, and the total so far. Pure. */
import type { Explanation, Figure, FigureName, Part } from '../../api/statement';
import { isSame, ofUnits, runningTotals, units } from '../../format/exact';
import { UNKNOWN, exactMoney, exactPrice, quantity } from '../../format/numbers';
import { dayAndTime } from '../../format/times';

export interface Row {
  text: string;
  amount: number;
  total: number;
  unexplained: boolean;
}

export interface Sum {
  rows: Row[];
  /** Of all parts. */
  total: number;
  /** Whether they add up to what is shown; null when nothing is shown. */
  adds: boolean | null;
  /** Of what no known fill explains; 0 when there is nothing such. */
  unexplained: number;
}

export const FIGURES: Record<
  FigureName,
  { name: string; show: (value: number | null | undefined) => string; says: string; signed: boolean }
> = {
  quantity: { name: 'Quantity', show: quantity, says: 'Contracts of every lot that is still open.', signed: false },
  avg_entry_price: {
    name: 'Average entry',
    show: exactPrice,
    says: 'The share of each open lot in the price of one contract: its cost, divided by all contracts held.',
    signed: false,
  },
  cost_basis: {
    name: 'Cost basis',
    show: exactMoney,
    says: 'What the open lots cost by the average method, as the exchange counts it. Fees are apart.',
    signed: false,
  },
  position_value: { name: 'Position value', show: exactMoney, says: 'Contracts of each lot at the mark.', signed: false },
  unrealized_pnl: {
    name: 'Unrealised P&L',
    show: exactMoney,
    says: 'Each lot at the mark, less what it cost.',
    signed: true,
  },
  realized_pnl: {
    name: 'Realised P&L',
    show: exactMoney,
    says: 'What each closing brought, less what the contracts cost. Fees are apart.',
    signed: true,
  },
  fees_paid: { name: 'Fees paid', show: exactMoney, says: 'Fees of every fill.', signed: false },
};

export const NAMES = Object.keys(FIGURES) as FigureName[];

export function sumOf(name: FigureName, explanation: Explanation): Sum {
  const figure = explanation.figures[name];
  const totals = runningTotals(figure.parts.map((part) => part.amount));
  const words = wordsOf(name, explanation);
  const rows = figure.parts.map((part, i) => ({
    text: words(part),
    amount: part.amount,
    total: totals[i]!,
    unexplained: part.part === 'unexplained',
  }));
  const total = totals.at(-1) ?? 0;
  return {
    rows,
    total,
    adds: figure.value === null ? null : isSame(total, figure.value),
    unexplained: unexplainedOf(figure),
  };
}

const unexplainedOf = (figure: Figure): number =>
  ofUnits(
    figure.parts
      .filter((part) => part.part === 'unexplained')
      .reduce((sum, part) => sum + units(part.amount), 0),
  );

/** Says what a part is; which closing it is depends on how often a lot and a fill met before. */
function wordsOf(name: FigureName, explanation: Explanation): (part: Part) => string {
  const closings = [...explanation.closings];
  return (part) => {
    switch (part.part) {
      case 'lot':
        return lotText(name, part, explanation);
      case 'closing': {
        const at = closings.findIndex(
          (closing) => closing.lot === (part.lot ?? null) && closing.fill === (part.fill ?? null),
        );
        const closing = at < 0 ? undefined : closings.splice(at, 1)[0];
        return closing
          ? `${quantity(closing.quantity)} ${closing.side} ${closing.by === 'settlement' ? 'settled' : 'closed'} ${dayAndTime(closing.time)}: ` +
              `${exactMoney(closing.proceeds)} less ${exactMoney(closing.cost_average)}`
          : 'A closing';
      }
      case 'fill': {
        const fill = explanation.fills.find((other) => other.trade_id === part.fill);
        return fill
          ? `${quantity(fill.quantity)} ${fill.side} at ${exactPrice(fill.price)}, ${dayAndTime(fill.time)}`
          : 'A fill';
      }
      case 'unexplained':
        return 'Unexplained: the exchange says so, and no known fill proves it';
    }
  };
}

function lotText(name: FigureName, part: Part, explanation: Explanation): string {
  const lot = explanation.lots.find((other) => other.lot === (part.lot ?? null));
  if (!lot) {
    return 'A lot';
  }
  const contracts = quantity(lot.quantity);
  const mark = exactPrice(explanation.mark.price);
  switch (name) {
    case 'avg_entry_price':
      return `Lot of ${dayAndTime(lot.opened_at)}: ${exactMoney(lot.cost_average)} ÷ ${quantity(explanation.figures.quantity.ours)}`;
    case 'position_value':
      return `Lot of ${dayAndTime(lot.opened_at)}: ${contracts} × ${mark}`;
    case 'unrealized_pnl':
      return `Lot of ${dayAndTime(lot.opened_at)}: ${contracts} × ${mark} less ${exactMoney(lot.cost_average)}`;
    default:
      return `Lot of ${dayAndTime(lot.opened_at)}: ${contracts} ${lot.side}, bought at ${lot.price === null ? UNKNOWN : exactPrice(lot.price)}`;
  }
}
