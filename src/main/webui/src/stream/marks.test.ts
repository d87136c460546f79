import { beforeEach, expect, test } from 'vitest';
import { MAX_SAMPLES, MarkHistory } from './marks';
import { position, snapshot } from './testing';

let history: MarkHistory;

beforeEach(() => {
  history = new MarkHistory();
});

const prices = (ticker = 'A') => history.of(ticker).map((sample) => sample.price);

test('keeps one sample a second, the newest of it', () => {
  history.note('A', 10, 1_000);
  history.note('A', 11, 1_400);
  history.note('A', 12, 2_100);
  expect(prices()).toEqual([11, 12]);
});

test('an unknown mark is no sample', () => {
  history.note('A', null, 1_000);
  history.note('A', undefined, 2_000);
  expect(prices()).toEqual([]);
});

test('is bounded: the older, the fewer, and the first one stays', () => {
  for (let i = 0; i < 20 * MAX_SAMPLES; i++) {
    history.note('A', i, i * 1_000);
    expect(prices().length).toBeLessThanOrEqual(MAX_SAMPLES);
  }
  expect(prices()[0]).toBe(0);
  expect(prices().slice(-10)).toEqual(Array.from({ length: 10 }, (_, i) => 20 * MAX_SAMPLES - 10 + i));
});

test('is another array only after a change', () => {
  history.note('A', 10, 1_000);
  const before = history.of('A');
  history.note('A', 10, 1_200);
  expect(history.of('A')).toBe(before);
  history.note('A', 11, 1_200);
  expect(history.of('A')).not.toBe(before);
});

test('takes in what was recorded before, and nothing twice', () => {
  history.note('A', 12, 5_000);
  history.seed('A', [
    { at: 1_000, price: 10 },
    { at: 5_000, price: 99 },
  ]);
  expect(prices()).toEqual([10, 12]);
});

test('reads the messages of the stream and forgets what is no longer held', () => {
  history.noteAll([snapshot([position({ ticker: 'A', current_price: 5 })])], 1_000);
  history.noteAll([{ type: 'position_update', seq: 2, data: { ticker: 'A', current_price: 6 } }], 3_000);
  expect(prices()).toEqual([5, 6]);
  history.noteAll([{ type: 'position_removed', seq: 3, ticker: 'A', reason: 'closed' }], 4_000);
  expect(prices()).toEqual([]);
});

test('a position that is turned begins anew: prices of one side are none of the other', () => {
  history.noteEach([position({ ticker: 'A', side: 'YES', current_price: 5 })], 1_000);
  const turned = position({ ticker: 'A', side: 'NO', current_price: 94 });
  history.noteAll([{ type: 'position_update', seq: 2, data: turned }], 3_000);
  expect(prices()).toEqual([94]);
});
