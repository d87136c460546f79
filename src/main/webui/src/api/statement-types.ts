import type { Fill, Settlement, Side, Time } from './types';

/** Shapes of what the service tells of the past, and of what figures are made of. Null is unknown. */

export interface Outcome {
  /** Null: another market of the event, or none. */
  ticker: string | null;
  outcome: 'yes' | 'none_of_these';
  payout: number;
  profit: number;
}

export interface EventPosition {
  ticker: string;
  market_title: string;
  side: Side;
  status: string;
  quantity: number;
  cost_basis: number;
  position_value: number | null;
}

export interface EventGroup {
  event_ticker: string;
  event_title: string | null;
  mutually_exclusive: boolean | null;
  method: 'mutually_exclusive' | 'independent' | 'unknown';
  cost_basis: number;
  position_value: number | null;
  worst_case: number;
  best_case: number;
  capital_at_risk: number;
  positions: EventPosition[];
  outcomes: Outcome[];
}

export interface EventList {
  events: EventGroup[];
  epoch: string;
  seq: number;
  last_updated: Time;
}

/** As the list of the journal gives it: the effect of an older one may be unknown. */
export interface PastFill extends Omit<Fill, 'effect'> {
  effect: Fill['effect'] | null;
  is_taker: boolean;
}

export interface PastSettlement extends Settlement {
  side: Side;
  fees: number;
}

export interface Trade {
  id: string;
  ticker: string;
  event_ticker: string;
  side: Side;
  quantity: number;
  avg_entry_price: number | null;
  avg_exit_price: number | null;
  realized_pnl: number | null;
  fees: number | null;
  net_pnl: number | null;
  opened_at: Time | null;
  closed_at: Time | null;
  duration_held: number | null;
  ended: string | null;
  complete: boolean;
  grade: Grade;
}

export type Grade = 'exact' | 'estimated';

export interface FillPage {
  fills: PastFill[];
  next_cursor: string | null;
}

export interface SettlementPage {
  settlements: PastSettlement[];
  next_cursor: string | null;
}

export interface TradePage {
  trades: Trade[];
  next_cursor: string | null;
}

/** What one row of the recorded equity says; `at` is the moment its values are of. */
export interface EquityPoint {
  at: Time;
  total_value: number;
  cash_balance: number;
  positions_value: number;
  unrealized_pnl: number | null;
  realized_pnl: number;
  fees_paid: number;
  net_flows: number | null;
  unexplained: number | null;
}

export interface EquitySeries {
  equity: EquityPoint[];
  day_starts: Time[];
  day_zone: string;
  from: Time;
  to: Time;
}

export interface MarkPoint {
  at: Time;
  /** Cents of the side held. */
  price: number | null;
}

export interface MarkHistory {
  marks: { ticker: string; side: Side; points: MarkPoint[] }[];
  from: Time;
  to: Time;
}

export interface Mark {
  price: number | null;
  /** Why there is no price. */
  reason: string | null;
  source: string;
  position_value: number | null;
  unrealized_pnl: number | null;
}

export interface Marks {
  ticker: string;
  side: Side;
  quantity: number;
  mark: string;
  book: string;
  stale: boolean;
  age_seconds: number | null;
  price_as_of: Time | null;
  liquidation: Mark;
  mid: Mark;
  last: Mark;
  settlement_value: number | null;
  exit_contracts_at_top: number;
  exit_value: number | null;
  estimated_fee: number | null;
  exit_reason: string | null;
  as_of: Time;
}

export interface Part {
  part: 'lot' | 'closing' | 'fill' | 'unexplained';
  lot?: string | null;
  fill?: string | null;
  amount: number;
}

export interface Figure {
  value: number | null;
  ours: number | null;
  difference: number | null;
  parts: Part[];
}

export type FigureName =
  | 'quantity'
  | 'avg_entry_price'
  | 'cost_basis'
  | 'position_value'
  | 'unrealized_pnl'
  | 'realized_pnl'
  | 'fees_paid';

export interface Method {
  cost_basis: number | null;
  realized_pnl: number | null;
  fees: number;
  net_pnl: number | null;
}

export interface Lot {
  lot: string | null;
  side: Side;
  quantity: number;
  price: number | null;
  cost_average: number | null;
  cost_fifo: number | null;
  opened_at: Time | null;
}

export interface Closing {
  lot: string | null;
  fill: string | null;
  by: 'fill' | 'settlement';
  cycle: number;
  side: Side;
  quantity: number;
  cost_average: number | null;
  cost_fifo: number | null;
  proceeds: number;
  realized_average: number | null;
  realized_fifo: number | null;
  time: Time;
}

export interface Explanation {
  ticker: string;
  event_ticker: string;
  market_title: string | null;
  status: string;
  side: Side | null;
  complete: boolean;
  grade: Grade;
  contracts_before_first_fill: number;
  unmatched_contracts: number;
  figures: Record<FigureName, Figure>;
  mark: {
    source: string;
    price: number | null;
    price_as_of: Time | null;
    age_seconds: number | null;
  };
  average_cost: Method;
  fifo: Method;
  lots: Lot[];
  closings: Closing[];
  cycles: Trade[];
  fills: {
    trade_id: string;
    side: Side;
    quantity: number;
    price: number;
    cost: number;
    fee: number;
    time: Time;
  }[];
  settlement: {
    result: string;
    side: Side;
    settlement_value: number | null;
    quantity: number;
    payout: number;
    time: Time;
  } | null;
}

/** Figures are text here: contracts, dollars, a phase or a trade id, by the field. */
export interface DriftRow {
  source: string;
  field: string;
  ticker: string | null;
  ours: string | null;
  exchange: string | null;
  status: 'open' | 'healed';
  since: Time;
  healed_at: Time | null;
  healed_how: string | null;
}

export interface PastProgress {
  loaded: number | null;
  from: Time | null;
  to: Time | null;
  complete: boolean | null;
  /** `unknown` while the database is away. */
  state: 'running' | 'complete' | 'failed' | 'not_available' | 'unknown';
  reason: string | null;
}

export interface Status {
  feed: { status: string; since: Time | null; reason: string };
  fills: PastProgress;
  settlements: PastProgress;
  flows: PastProgress;
  historical_cutoff: Time | null;
}
