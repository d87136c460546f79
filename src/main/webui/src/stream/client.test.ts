// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { take } from './client';
import { EMPTY } from './state';
import { initialStore, useStream } from './store';
import { fill, snapshot } from './testing';

const line = { status: 'open', since: 0, heard: 0, reason: null } as const;

let frames: FrameRequestCallback[];
let changes: number;
let unsubscribe: () => void;

const nextFrame = () => frames.splice(0).forEach((frame) => frame(0));

const move = (price: number) =>
  take({
    kind: 'messages',
    messages: [
      { type: 'position_update', seq: price, data: { ticker: 'KXHIGHNY-T34', current_price: price } },
    ],
    heard: price,
    cursor: null,
  });

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => frames.splice(0));
  useStream.setState(initialStore(), true);
  take({ kind: 'all', state: EMPTY, line, cursor: null });
  take({ kind: 'messages', messages: [snapshot()], heard: 1, cursor: 'e-1-0' });
  nextFrame();
  changes = 0;
  unsubscribe = useStream.subscribe(() => changes++);
});

afterEach(() => {
  unsubscribe();
  vi.unstubAllGlobals();
});

test('applies everything that came since the last frame at once', () => {
  for (let price = 1; price <= 100; price++) {
    move(price);
  }
  expect(changes).toBe(0);
  expect(frames).toHaveLength(1);

  nextFrame();

  expect(changes).toBe(1);
  expect(useStream.getState().positions['KXHIGHNY-T34']!.current_price).toBe(100);
  expect(useStream.getState().heard).toBe(100);
});

test('what waits for a frame that never comes is bounded', () => {
  for (let price = 1; price <= 2_500; price++) {
    move(price);
  }
  expect(changes).toBe(1);
});

test('a hidden page is served by a timer, since it has no frames', () => {
  vi.useFakeTimers();
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  move(42);
  expect(frames).toHaveLength(0);
  vi.advanceTimersByTime(1_000);
  expect(useStream.getState().positions['KXHIGHNY-T34']!.current_price).toBe(42);
  vi.useRealTimers();
});

test('a change of the line never overtakes what came before it', () => {
  move(42);
  take({ kind: 'line', line: { ...line, status: 'offline' } });
  expect(useStream.getState().positions['KXHIGHNY-T34']!.current_price).toBe(42);
  expect(useStream.getState().line.status).toBe('offline');
});

test('nothing of the account stays when its session ends', () => {
  move(42);
  take({ kind: 'line', line: { ...line, status: 'ended', reason: 'You logged out.' } });
  expect(useStream.getState()).toMatchObject({
    loaded: false,
    positions: {},
    portfolio: null,
    line: { status: 'ended', reason: 'You logged out.' },
  });
});

test('a tab that is told everything drops what it had gathered before', () => {
  move(42);
  take({ kind: 'all', state: EMPTY, line, cursor: null });
  nextFrame();
  expect(useStream.getState().positions).toEqual({});
});

test('facts arrive with everything else', () => {
  take({ kind: 'messages', messages: [fill('1')], heard: 5, cursor: null });
  nextFrame();
  expect(useStream.getState().facts).toHaveLength(1);
});
