/** Shapes of the service's JSON. Money is in dollars, prices in cents of the side held; null is unknown. */

export type Side = 'YES' | 'NO';

/** RFC 3339, UTC. */
export type Time = string;

export type FeedStatus =
  | 'connecting'
  | 'live'
  | 'stale'
  | 'polling'
  | 'reconnecting'
  | 'rejected'
  | 'disconnected';

/** The line between the service and the exchange. */
export interface Feed {
  status: FeedStatus;
  since: Time | null;
  reason?: string | null;
}

/** What moves with the market; a `position_update` may hold only this and the ticker. */
export interface PriceGroup {
  current_price: number | null;
  bid: number | null;
  ask: number | null;
  last_price: number | null;
  price_as_of: Time | null;
  position_value: number | null;
  unrealized_pnl: number | null;
  unrealized_pnl_percent: number | null;
  last_updated: Time | null;
  /** Seconds, as of `last_updated`. */
  duration_held: number | null;
}

export interface Position extends PriceGroup {
  id: string;
  ticker: string;
  event_ticker: string;
  market_title: string;
  side: Side;
  quantity: number;
  avg_entry_price: number | null;
  mark: 'liquidation' | 'settlement' | 'none';
  status: 'open' | 'closed' | 'determined';
  cost_basis: number;
  realized_pnl: number;
  fees_paid: number;
  entry_time: Time | null;
  expiration_date: Time | null;
}

export interface Portfolio {
  total_value: number | null;
  cash_balance: number | null;
  positions_value: number | null;
  today_pnl: number | null;
  today_pnl_percent: number | null;
  today_since: Time | null;
  /** Total value then: what the percentage is of. */
  today_base: number | null;
  /** Deposits less withdrawals since then: no profit. */
  today_flows: number | null;
  unrealized_pnl: number | null;
  realized_pnl: number | null;
  fees_paid: number | null;
  total_pnl: number | null;
  /** What the balance moved without a known cause. */
  unexplained?: number | null;
  position_count: number;
  carried_count: number;
  unmarked_count: number;
  pnl_since: Time | null;
  feed: Feed;
  seq: number;
  last_updated: Time | null;
}

export interface PositionList {
  positions: Position[];
  epoch: string;
  seq: number;
  feed: Feed;
}

export interface Fill {
  trade_id: string;
  ticker: string;
  side: Side;
  quantity: number;
  price: number;
  fee: number;
  effect: 'open' | 'close' | 'flip';
  time: Time;
}

export interface Settlement {
  ticker: string;
  result: string;
  side?: Side;
  settlement_value: number | null;
  quantity: number;
  payout: number;
  realized_pnl: number;
  time: Time;
}

export type Environment = 'production' | 'demo' | 'simulator';

export interface Login {
  status: 'authenticated';
  user_id: string;
  session_expires_at: Time;
  key_scopes: string[];
  warnings: string[];
}

/** One message of the stream; `id` cursors are kept beside it. */
export type StreamMessage =
  | {
      type: 'snapshot';
      seq: number;
      positions: Position[];
      portfolio: Portfolio | null;
      feed: Feed;
      server_time?: Time;
    }
  | { type: 'resumed'; seq: number; from_seq: number; server_time?: Time }
  | { type: 'position_update'; seq: number; data: Partial<Position> & { ticker: string } }
  | { type: 'position_removed'; seq: number; ticker: string; reason: 'closed' | 'settled' }
  | { type: 'portfolio_update'; seq: number; data: Portfolio }
  | { type: 'fill'; seq: number; data: Fill }
  | { type: 'settlement'; seq: number; data: Settlement }
  | ({ type: 'connection_status' } & Feed)
  | { type: 'error'; error: string; message: string };
