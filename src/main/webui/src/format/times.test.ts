import { expect, test } from 'vitest';
import { ago, ageOf, clock, dayAndTime, fullTime, span, until } from './times';

const NOW = Date.parse('2025-10-04T12:00:00Z');

test('a span is told in its two largest units', () => {
  expect([0, 59, 60, 3_599, 3_600, 5_400, 86_400, 97_200].map(span)).toEqual([
    '0 s', '59 s', '1 m', '59 m', '1 h', '1 h 30 m', '1 d', '1 d 3 h',
  ]);
});

test('what is unknown is a dash', () => {
  expect([span(null), ago(null, NOW), until(undefined, NOW), clock(null), dayAndTime('?'), fullTime(null)]).toEqual(
    ['–', '–', '–', '–', '–', '–'],
  );
  expect(ageOf('never', NOW)).toBeNull();
});

test('a clock that is a little behind makes nothing come from the future', () => {
  expect(ageOf('2025-10-04T12:00:03Z', NOW)).toBe(0);
  expect(ago('2025-10-04T12:00:03Z', NOW)).toBe('just now');
});

test('tells how long ago, and how long still', () => {
  expect(ago('2025-10-04T11:59:15Z', NOW)).toBe('45 s ago');
  expect(until('2025-10-06T14:00:00Z', NOW)).toBe('in 2 d 2 h');
  expect(until('2025-10-04T11:00:00Z', NOW)).toBe('1 h ago');
});
