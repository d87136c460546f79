import { describe, expect, test } from 'vitest';
import type { StreamMessage } from '../api/types';
import { type AccountState, EMPTY, MAX_FACTS, reduce, reduceAll } from './state';
import { fill, portfolio, position, snapshot } from './testing';

const NOW = Date.parse('2025-10-04T17:30:10Z');

const after = (...messages: StreamMessage[]): AccountState => reduceAll(EMPTY, messages, NOW);

test('nothing is loaded until a snapshot comes', () => {
  expect(EMPTY.loaded).toBe(false);
  expect(after(snapshot([])).loaded).toBe(true);
});

describe('a snapshot', () => {
  test('replaces whatever was there', () => {
    const state = after(snapshot([position({ ticker: 'A' })]), snapshot([position({ ticker: 'B' })]));
    expect(state.tickers).toEqual(['B']);
    expect(Object.keys(state.positions)).toEqual(['B']);
  });

  test('tells how far the clock of the service is ahead', () => {
    expect(after(snapshot()).skew).toBe(5_000);
  });

  test('keeps the list of tickers the same object if the same is held', () => {
    const before = after(snapshot());
    expect(reduce(before, snapshot(), NOW).tickers).toBe(before.tickers);
  });
});

describe('a position update', () => {
  const held = after(snapshot([position({ ticker: 'A' }), position({ ticker: 'B' })]));

  test('changes what it names and leaves the rest', () => {
    const state = reduce(
      held,
      { type: 'position_update', seq: 5, data: { ticker: 'A', current_price: 80, ask: null } },
      NOW,
    );
    expect(state.positions.A).toEqual({ ...held.positions.A, current_price: 80, ask: null });
    expect(state.positions.B).toBe(held.positions.B);
    expect(state.tickers).toBe(held.tickers);
    expect(state.seq).toBe(5);
  });

  test('does not touch the state before it', () => {
    reduce(held, { type: 'position_update', seq: 5, data: { ticker: 'A', current_price: 1 } }, NOW);
    expect(held.positions.A!.current_price).toBe(71);
  });

  test('of something new adds it if it is whole', () => {
    const state = reduce(
      held,
      { type: 'position_update', seq: 5, data: position({ ticker: 'C' }) },
      NOW,
    );
    expect(state.tickers).toEqual(['A', 'B', 'C']);
  });

  test('that is only a price of something unknown is no position', () => {
    const state = reduce(
      held,
      { type: 'position_update', seq: 5, data: { ticker: 'C', current_price: 5 } },
      NOW,
    );
    expect(state.positions.C).toBeUndefined();
    expect(state.tickers).toEqual(['A', 'B']);
  });
});

test('a removed position is gone', () => {
  const state = after(snapshot(), {
    type: 'position_removed',
    seq: 2,
    ticker: 'KXHIGHNY-T34',
    reason: 'settled',
  });
  expect(state.tickers).toEqual([]);
  expect(state.positions).toEqual({});
});

test('the portfolio brings the newest state of the feed with it', () => {
  const feed = { status: 'stale', since: null } as const;
  const state = after(snapshot(), {
    type: 'portfolio_update',
    seq: 2,
    data: portfolio({ total_value: 1, feed }),
  });
  expect(state.portfolio!.total_value).toBe(1);
  expect(state.feed).toEqual(feed);
});

test('a feed that says the same is the same object', () => {
  const before = after(snapshot());
  const state = reduce(before, { type: 'portfolio_update', seq: 2, data: portfolio() }, NOW);
  expect(state.feed).toBe(before.feed);
});

test('a status of the exchange line is the feed, with its reason', () => {
  const state = after(snapshot(), {
    type: 'connection_status',
    status: 'rejected',
    since: '2025-10-04T17:31:00Z',
    reason: 'key refused',
  });
  expect(state.feed).toEqual({
    status: 'rejected',
    since: '2025-10-04T17:31:00Z',
    reason: 'key refused',
  });
  expect(state.portfolio!.feed).toBe(state.feed);
});

describe('facts', () => {
  test('are kept in order', () => {
    const settled: StreamMessage = {
      type: 'settlement',
      seq: 3,
      data: {
        ticker: 'A',
        result: 'yes',
        settlement_value: 100,
        quantity: 1,
        payout: 1,
        realized_pnl: 0.5,
        time: '2025-10-04T17:30:20Z',
      },
    };
    expect(after(fill('1'), settled).facts.map((fact) => fact.kind)).toEqual(['fill', 'settlement']);
  });

  test('that are sent again after a resume are there once', () => {
    expect(after(fill('1'), fill('2'), fill('1')).facts).toHaveLength(2);
  });

  test('are bounded; the newest stay', () => {
    const many = Array.from({ length: MAX_FACTS + 5 }, (_, i) => fill(String(i)));
    const { facts } = after(...many);
    expect(facts).toHaveLength(MAX_FACTS);
    expect(facts[facts.length - 1]).toMatchObject({ trade_id: String(MAX_FACTS + 4) });
  });
});

test('no message, no change', () => {
  const state = after(snapshot());
  expect(reduceAll(state, [], NOW)).toBe(state);
});
