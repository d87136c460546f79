/** A world and an account for tests: time moves when it is told to. */
import type { Portfolio, Position, PositionList, StreamMessage } from '../api/types';
import type { Source, World } from './world';

export class FakeSource implements Source {
  readyState = 0;
  onmessage: ((event: MessageEvent<string>) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  readonly cursor: string | null;

  constructor(cursor: string | null) {
    this.cursor = cursor;
  }

  say(message: StreamMessage, lastEventId = ''): void {
    this.raw(JSON.stringify(message), lastEventId);
  }

  raw(data: string, lastEventId = ''): void {
    this.readyState = 1;
    this.onmessage?.({ data, lastEventId } as MessageEvent<string>);
  }

  /** The connection broke; the browser tries again. */
  breaks(): void {
    this.readyState = 0;
    this.onerror?.(new Event('error'));
  }

  /** The answer was no stream; the browser gives up. */
  refused(): void {
    this.readyState = 2;
    this.onerror?.(new Event('error'));
  }

  close(): void {
    this.readyState = 2;
  }
}

interface Timer {
  at: number;
  work: () => void;
}

export class FakeWorld implements World {
  readonly sources: FakeSource[] = [];
  portfolio: () => Promise<Portfolio> = async () => portfolio();
  positions: () => Promise<PositionList> = async () => ({
    positions: [],
    epoch: 'e',
    seq: 1,
    feed: { status: 'live', since: null },
  });
  private time = 1_000_000;
  private readonly timers = new Set<Timer>();

  get source(): FakeSource {
    return this.sources[this.sources.length - 1]!;
  }

  openSource(cursor: string | null): Source {
    this.sources.push(new FakeSource(cursor));
    return this.source;
  }

  readPortfolio = () => this.portfolio();

  readPositions = () => this.positions();

  now = () => this.time;

  random = () => 0.5;

  after = (millis: number, work: () => void) => {
    const timer = { at: this.time + millis, work };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  };

  /** Lets time pass and answers arrive. */
  async pass(millis: number): Promise<void> {
    const end = this.time + millis;
    await settled();
    for (let next = this.next(end); next; next = this.next(end)) {
      this.time = Math.max(this.time, next.at);
      this.timers.delete(next);
      next.work();
      await settled();
    }
    this.time = end;
  }

  /** The device sleeps: time goes on, nothing happens. */
  sleep(millis: number): void {
    this.time += millis;
  }

  private next(end: number): Timer | undefined {
    return [...this.timers].filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

async function settled(): Promise<void> {
  for (let i = 0; i < 10; i++) {
    await Promise.resolve();
  }
}

export const position = (change: Partial<Position> = {}): Position => ({
  id: change.ticker ?? 'KXHIGHNY-T34',
  ticker: 'KXHIGHNY-T34',
  event_ticker: 'KXHIGHNY',
  market_title: 'Highest temperature in NYC on Dec 14 · 33° or below',
  side: 'YES',
  quantity: 100,
  avg_entry_price: 68,
  mark: 'liquidation',
  status: 'open',
  cost_basis: 68,
  realized_pnl: 0,
  fees_paid: 1.12,
  entry_time: '2025-10-03T17:30:00Z',
  expiration_date: '2025-12-15T05:00:00Z',
  current_price: 71,
  bid: 71,
  ask: 73,
  last_price: 72,
  price_as_of: '2025-10-04T17:30:14Z',
  position_value: 71,
  unrealized_pnl: 3,
  unrealized_pnl_percent: 4.41,
  last_updated: '2025-10-04T17:30:15Z',
  duration_held: 86_400,
  ...change,
});

export const portfolio = (change: Partial<Portfolio> = {}): Portfolio => ({
  total_value: 10245.32,
  cash_balance: 5120,
  positions_value: 5125.32,
  today_pnl: 127.5,
  today_pnl_percent: 1.26,
  today_since: '2025-10-04T04:00:00Z',
  today_base: 10117.82,
  today_flows: 0,
  unrealized_pnl: 245.32,
  realized_pnl: 0,
  fees_paid: 3.1,
  total_pnl: 242.22,
  position_count: 1,
  carried_count: 0,
  unmarked_count: 0,
  pnl_since: '2025-09-01T00:00:00Z',
  feed: { status: 'live', since: '2025-10-04T17:00:00Z' },
  seq: 1,
  last_updated: '2025-10-04T17:30:15Z',
  ...change,
});

export const snapshot = (
  positions: Position[] = [position()],
  change: Partial<StreamMessage & { type: 'snapshot' }> = {},
): StreamMessage => ({
  type: 'snapshot',
  seq: 1,
  positions,
  portfolio: portfolio(),
  feed: { status: 'live', since: '2025-10-04T17:00:00Z' },
  server_time: '2025-10-04T17:30:15Z',
  ...change,
});

export const fill = (id: string): StreamMessage => ({
  type: 'fill',
  seq: 2,
  data: {
    trade_id: id,
    ticker: 'KXHIGHNY-T34',
    side: 'YES',
    quantity: 10,
    price: 48,
    fee: 0.18,
    effect: 'open',
    time: '2025-10-04T17:30:16Z',
  },
});
