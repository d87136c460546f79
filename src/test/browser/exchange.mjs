// The simulator's control surface, as a test uses it.
import { EXCHANGE } from './place.mjs';

const send = async (method, path, body) => {
  const answer = await fetch(EXCHANGE + path, { method, body: body && JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  }
  return text ? JSON.parse(text) : undefined;
};

const DAY = 86_400_000;

/** Tickers of other runs are taken. */
const RUN = Date.now().toString(36).toUpperCase();

let made = 0;

/** A fresh account: its id, key id and private key. */
export const newAccount = (cash = '1000.00') => send('POST', '/accounts', { cash_dollars: cash });

/** A market as it is told; it closes at `closes`. */
export const market = ({ ticker, event, title, outcome, closes }) =>
  send('POST', '/markets', {
    market_ticker: ticker,
    event_ticker: event,
    event_title: title,
    title,
    yes_sub_title: outcome,
    mutually_exclusive: true,
    close_time: closes.toISOString(),
  });

/** A market of `outcome` in an event of its own, or in that of `event`; nobody bids or asks yet. */
export async function newMarket(outcome, { title = 'Rain in Springfield', event = `KXWEB${RUN}N${++made}` } = {}) {
  const ticker = `${event}-M${++made}`;
  await market({ ticker, event, title, outcome, closes: new Date(Date.now() + DAY) });
  return ticker;
}

/** Bid and ask in cents of YES; 0 and 100 are empty sides. */
export const quote = (ticker, bid, ask) =>
  send('POST', `/markets/${ticker}/quote`, {
    yes_bid_dollars: dollars(bid),
    yes_ask_dollars: dollars(ask),
    yes_bid_size_fp: bid > 0 ? '500.00' : '0.00',
    yes_ask_size_fp: ask < 100 ? '500.00' : '0.00',
    price_dollars: dollars(bid || ask),
  });

/** Contracts of a side at a price in cents of YES. */
export const trade = (account, ticker, side, count, cents) =>
  send('POST', `/accounts/${account.account_id}/trades`, {
    market_ticker: ticker,
    outcome_side: side,
    count_fp: count.toFixed(2),
    yes_price_dollars: dollars(cents),
    fee_dollars: '0.02',
    is_taker: true,
  });

/** What ends a market: `close`, `determine` with a result, `settle`. */
export const end = (ticker, how, body = {}) => send('POST', `/markets/${ticker}/${how}`, body);

export const fault = (kind, more = {}) => send('POST', '/faults', { kind, ...more });

export const heal = () => send('DELETE', '/faults');

export const playTape = (speed) => send('POST', '/tape', { speed, paused: speed === 0 });

/** Prices that move by themselves, in markets made for it: gives their tickers. */
export const load = async (markets, ticksPerSecond, seconds) =>
  (await send('POST', '/load', { markets, ticks_per_second: ticksPerSecond, seconds })).market_tickers;

const dollars = (cents) => (cents / 100).toFixed(4);
