import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AGAIN_AFTER, persistently } from './later';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const away = () => vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('away')));
const there = () => vi.stubGlobal('fetch', async () => new Response('{}'));

test('a part of the page waits for a service that is away', async () => {
  away();
  const load = vi.fn().mockRejectedValue(new Error('not loaded'));
  const loaded = persistently<string>(load);
  await vi.advanceTimersByTimeAsync(AGAIN_AFTER * 20);
  load.mockResolvedValue('the view');
  await vi.advanceTimersByTimeAsync(AGAIN_AFTER);
  expect(await loaded).toBe('the view');
});

test('it gives up when the service is there and does not have it', async () => {
  there();
  const load = vi.fn().mockRejectedValue(new Error('gone'));
  const failure = persistently<string>(load).catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(AGAIN_AFTER);
  expect(await failure).toBe('gone');
  expect(load).toHaveBeenCalledTimes(2);
});
