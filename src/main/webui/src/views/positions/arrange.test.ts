import { describe, expect, test } from 'vitest';
import type { Position } from '../../api/types';
import { position } from '../../stream/testing';
import { type Arrangement, DEFAULT, arrange, titleOf } from './arrange';

const positions: Position[] = [
  position({ ticker: 'A1', event_ticker: 'A', market_title: 'Rain in NYC · Yes', unrealized_pnl: 5, side: 'YES', expiration_date: '2026-03-01T00:00:00Z' }),
  position({ ticker: 'B1', event_ticker: 'B', market_title: 'Rate in May · 4%', unrealized_pnl: -2, side: 'NO', expiration_date: '2026-01-01T00:00:00Z' }),
  position({ ticker: 'A2', event_ticker: 'A', market_title: 'Rain in NYC · No', unrealized_pnl: null, current_price: null, mark: 'none', side: 'YES', expiration_date: null }),
  position({ ticker: 'B2', event_ticker: 'B', market_title: 'Rate in May · 5%', unrealized_pnl: 9, side: 'YES', status: 'determined', expiration_date: '2026-02-01T00:00:00Z' }),
];

const order = (how: Partial<Arrangement>) =>
  arrange(positions, { ...DEFAULT, grouped: false, ...how }).map((item) => item.key.slice(2));

describe('the order', () => {
  test('is by expiry at first, the nearest above', () => {
    expect(order({})).toEqual(['B1', 'B2', 'A1', 'A2']);
  });

  test('may be by any figure, in both directions; what is unknown stays last', () => {
    expect(order({ sort: 'pnl', descending: true })).toEqual(['B2', 'A1', 'B1', 'A2']);
    expect(order({ sort: 'pnl', descending: false })).toEqual(['B1', 'A1', 'B2', 'A2']);
  });

  test('may be by name', () => {
    expect(order({ sort: 'name' })).toEqual(['A2', 'A1', 'B1', 'B2']);
  });

  test('of equals does not change', () => {
    const same = ['C', 'A', 'B'].map((ticker) => position({ ticker }));
    const keys = arrange(same, { ...DEFAULT, grouped: false, sort: 'value' }).map((i) => i.key);
    expect(keys).toEqual(['p/A', 'p/B', 'p/C']);
  });
});

describe('a filter', () => {
  test.each([
    ['yes', ['B2', 'A1', 'A2']],
    ['no', ['B1']],
    ['winning', ['B2', 'A1']],
    ['losing', ['B1']],
    ['unmarked', ['A2']],
    ['over', ['B2']],
  ] as const)('%s', (filter, expected) => {
    expect(order({ filter })).toEqual(expected);
  });
});

describe('a search', () => {
  test('finds every word, in the title or the ticker, in any case', () => {
    expect(order({ search: 'rain nyc' })).toEqual(['A1', 'A2']);
    expect(order({ search: 'b2' })).toEqual(['B2']);
    expect(order({ search: '  ' })).toHaveLength(4);
    expect(order({ search: 'snow' })).toEqual([]);
  });
});

describe('grouping', () => {
  test('puts an event where the first of its positions would be', () => {
    const items = arrange(positions, DEFAULT);
    expect(items.map((item) => item.key)).toEqual(['e/B', 'p/B1', 'p/B2', 'e/A', 'p/A1', 'p/A2']);
    expect(items[0]).toMatchObject({ title: 'Rate in May', tickers: ['B1', 'B2'] });
  });

  test('leaves out events of which nothing is shown', () => {
    const items = arrange(positions, { ...DEFAULT, filter: 'no' });
    expect(items.map((item) => item.key)).toEqual(['e/B', 'p/B1']);
  });
});

test('a title without an outcome is both event and outcome', () => {
  expect(titleOf(position({ market_title: 'Will it rain?' }))).toEqual({
    event: 'Will it rain?',
    outcome: 'Will it rain?',
  });
});
