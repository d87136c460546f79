import { expect, test } from 'vitest';
import type { Feed } from '../api/types';
import type { Line } from './line';
import { standing } from './standing';

const line = (status: Line['status'], reason: string | null = null): Line => ({
  status,
  since: 5,
  heard: 9,
  reason,
});

const feed = (status: Feed['status'], reason?: string): Feed => ({
  status,
  since: '2025-10-04T17:00:00Z',
  reason,
});

test('is live only if both lines are', () => {
  expect(standing(line('open'), feed('live'))).toMatchObject({ word: 'Live', isLive: true, sentence: null });
  expect(standing(line('polling', 'Every few seconds.'), feed('live')).isLive).toBe(false);
  expect(standing(line('open'), feed('stale')).isLive).toBe(false);
  expect(standing(line('open'), null).isLive).toBe(false);
});

test('the nearer line decides', () => {
  expect(standing(line('offline', 'This device is offline.'), feed('rejected'))).toMatchObject({
    word: 'Offline',
    sentence: 'This device is offline.',
    since: 5,
  });
});

test.each([
  ['connecting', 'Connecting'],
  ['stale', 'Stale'],
  ['polling', 'Polling'],
  ['reconnecting', 'Reconnecting'],
  ['rejected', 'Key rejected'],
  ['disconnected', 'Disconnected'],
] as const)('%s has a word, a sentence and a time', (status, word) => {
  const shown = standing(line('open'), feed(status));
  expect(shown.word).toBe(word);
  expect(shown.sentence).toMatch(/\.$/);
  expect(shown.since).toBe(Date.parse('2025-10-04T17:00:00Z'));
});

test('a reason is passed on', () => {
  expect(standing(line('open'), feed('rejected', 'key revoked')).sentence).toMatch(/key revoked/);
});
