import { expect, test } from 'vitest';
import type { PastFill, PastSettlement } from '../../api/statement';
import { entryKey, timeline } from './timeline';

const fill = (id: string, time: string): PastFill => ({
  trade_id: id,
  ticker: 'KXRAIN-1-A',
  side: 'YES',
  quantity: 1,
  price: 40,
  fee: 0.01,
  effect: null,
  is_taker: true,
  time: `2026-07-06T${time}:00Z`,
});

const paid = (ticker: string, time: string): PastSettlement => ({
  ticker,
  result: 'yes',
  side: 'YES',
  settlement_value: 100,
  quantity: 1,
  payout: 1,
  realized_pnl: 0.6,
  fees: 0.01,
  time: `2026-07-06T${time}:00Z`,
});

const ids = (entries: readonly Parameters<typeof entryKey>[0][]): string[] =>
  entries.map((entry) => (entry.kind === 'fill' ? entry.trade_id : entry.kind === 'settlement' ? entry.ticker : entry.status));

test('newest first, whatever list it comes from', () => {
  const { entries, next } = timeline(
    { fills: [fill('b', '12:00'), fill('a', '10:00')], settlements: [paid('S', '11:00')], moreFills: false, moreSettlements: false },
    [{ kind: 'fill', ...fill('c', '13:00'), effect: 'open' }],
    [{ kind: 'status', status: 'live', reason: null, time: '2026-07-06T12:30:00Z' }],
  );
  expect(ids(entries)).toEqual(['c', 'live', 'b', 'S', 'a']);
  expect(next).toEqual([]);
});

test('what the stream told and the journal tells is one entry, with the effect', () => {
  const { entries } = timeline(
    { fills: [fill('a', '10:00')], settlements: [], moreFills: false, moreSettlements: false },
    [{ kind: 'fill', ...fill('a', '10:00'), effect: 'close' }],
    [],
  );
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ effect: 'close' });
});

test('nothing is shown below a place where something may be missing', () => {
  const past = {
    fills: [fill('b', '12:00'), fill('a', '11:00')],
    settlements: [paid('S2', '11:30'), paid('S1', '08:00')],
    moreFills: true,
    moreSettlements: true,
  };
  const { entries, next } = timeline(past, [], []);
  expect(ids(entries)).toEqual(['b', 'S2', 'a']);
  expect(next).toEqual(['fills']);

  const more = timeline({ ...past, fills: [...past.fills, fill('0', '07:00')], moreFills: false }, [], []);
  expect(ids(more.entries)).toEqual(['b', 'S2', 'a', 'S1']);
  expect(more.next).toEqual(['settlements']);
});
