/** What one account looks like to the page: the fold of the stream's messages. Pure. */
import type { Feed, Fill, Portfolio, Position, Settlement, StreamMessage } from '../api/types';

export type Fact = ({ kind: 'fill' } & Fill) | ({ kind: 'settlement' } & Settlement);

/** Facts that are kept to be shown; older ones are the journal's. */
export const MAX_FACTS = 200;

export interface AccountState {
  /** Whether anything is known yet: an empty list is not an empty account. */
  readonly loaded: boolean;
  readonly positions: Readonly<Record<string, Position>>;
  /** Tickers held; a new array only when the set changes. */
  readonly tickers: readonly string[];
  readonly portfolio: Portfolio | null;
  readonly feed: Feed | null;
  /** Newest last. */
  readonly facts: readonly Fact[];
  readonly seq: number;
  /** Milliseconds that the service's clock is ahead of ours. */
  readonly skew: number;
}

export const EMPTY: AccountState = {
  loaded: false,
  positions: {},
  tickers: [],
  portfolio: null,
  feed: null,
  facts: [],
  seq: 0,
  skew: 0,
};

/** The state after all of `messages`, in order; the same object if nothing changed. */
export function reduceAll(
  state: AccountState,
  messages: readonly StreamMessage[],
  now: number,
): AccountState {
  const draft: Draft = { ...state, owned: false };
  for (const message of messages) {
    step(draft, message, now);
  }
  const { owned: _, ...next } = draft;
  return messages.length === 0 ? state : next;
}

export const reduce = (state: AccountState, message: StreamMessage, now: number): AccountState =>
  reduceAll(state, [message], now);

/** A state that may be written to; `positions` is copied once, before its first change. */
type Draft = { -readonly [K in keyof AccountState]: AccountState[K] } & { owned: boolean };

function step(draft: Draft, message: StreamMessage, now: number): void {
  if ('seq' in message) {
    draft.seq = message.seq;
  }
  switch (message.type) {
    case 'snapshot':
      snapshot(draft, message, now);
      break;
    case 'resumed':
      draft.skew = skewOf(message.server_time, now, draft.skew);
      break;
    case 'position_update':
      update(draft, message.data);
      break;
    case 'position_removed':
      remove(draft, message.ticker);
      break;
    case 'portfolio_update':
      draft.portfolio = message.data;
      draft.feed = sameFeed(draft.feed, message.data.feed ?? draft.feed);
      break;
    case 'fill':
      note(draft, { kind: 'fill', ...message.data });
      break;
    case 'settlement':
      note(draft, { kind: 'settlement', ...message.data });
      break;
    case 'connection_status':
      feed(draft, { status: message.status, since: message.since, reason: message.reason });
      break;
    case 'error':
      // Says why the stream ends: a matter of the line, see line.ts.
      break;
    default:
      message satisfies never;
  }
}

function snapshot(draft: Draft, message: StreamMessage & { type: 'snapshot' }, now: number): void {
  draft.loaded = true;
  draft.positions = Object.fromEntries(message.positions.map((p) => [p.ticker, p]));
  draft.owned = true;
  draft.tickers = sameOr(draft.tickers, Object.keys(draft.positions));
  draft.portfolio = message.portfolio ?? draft.portfolio;
  draft.feed = message.feed;
  draft.skew = skewOf(message.server_time, now, draft.skew);
}

const sameOr = (before: readonly string[], after: string[]): readonly string[] =>
  before.length === after.length && before.every((ticker, i) => ticker === after[i])
    ? before
    : after;

function own(draft: Draft): Record<string, Position> {
  if (!draft.owned) {
    draft.positions = { ...draft.positions };
    draft.owned = true;
  }
  return draft.positions as Record<string, Position>;
}

/** A field that is absent is unchanged; one that is null is unknown from now on. */
function update(draft: Draft, change: Partial<Position> & { ticker: string }): void {
  const before = draft.positions[change.ticker];
  if (before) {
    own(draft)[change.ticker] = { ...before, ...change };
  } else if (isWhole(change)) {
    own(draft)[change.ticker] = change;
    draft.tickers = [...draft.tickers, change.ticker];
  }
}

/** The price of something that is not held says nothing that could be shown. */
const isWhole = (change: Partial<Position>): change is Position =>
  change.side !== undefined && change.quantity !== undefined;

function remove(draft: Draft, ticker: string): void {
  if (ticker in draft.positions) {
    delete own(draft)[ticker];
    draft.tickers = draft.tickers.filter((other) => other !== ticker);
  }
}

/** The object there was, if it says the same: whoever looks at it alone is left in peace. */
const sameFeed = (before: Feed | null, after: Feed | null): Feed | null =>
  before?.status === after?.status && before?.since === after?.since && before?.reason === after?.reason
    ? before
    : after;

function feed(draft: Draft, next: Feed): void {
  draft.feed = next;
  if (draft.portfolio) {
    draft.portfolio = { ...draft.portfolio, feed: next };
  }
}

/** A fact that is sent again after a resume is the same fact. */
function note(draft: Draft, fact: Fact): void {
  const key = factKey(fact);
  if (!draft.facts.some((known) => factKey(known) === key)) {
    draft.facts = [...draft.facts, fact].slice(-MAX_FACTS);
  }
}

/** Names a fact once and for all. */
export const factKey = (fact: Fact): string =>
  fact.kind === 'fill' ? 'f/' + fact.trade_id : `s/${fact.ticker}/${fact.time}`;

function skewOf(serverTime: string | undefined, now: number, before: number): number {
  const server = serverTime ? Date.parse(serverTime) : NaN;
  return Number.isNaN(server) ? before : server - now;
}
