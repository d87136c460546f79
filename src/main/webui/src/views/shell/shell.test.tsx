import { QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { newQueryClient } from '../../api/session';
import type { StreamMessage } from '../../api/types';
import * as client from '../../stream/client';
import { reduceAll } from '../../stream/state';
import { initialStore, useStream } from '../../stream/store';
import { fill, snapshot } from '../../stream/testing';
import { ExplainedProvider } from '../../ui/explained';
import { SPEAK_EVERY, sentenceOf } from './live-region';
import { Shell } from './shell';
import { useSpoken } from './spoken';
import { useWarnings } from './warnings';

const OPEN = { status: 'open', since: 0, heard: Date.now(), reason: null } as const;

const tell = (...messages: StreamMessage[]) =>
  act(() => useStream.setState((state) => ({ ...reduceAll(state, messages, Date.now()), line: OPEN })));

const show = () =>
  render(
    <QueryClientProvider client={newQueryClient()}>
      <ExplainedProvider>
        <Shell>
          <main>content</main>
        </Shell>
      </ExplainedProvider>
    </QueryClientProvider>,
  );

beforeEach(() => {
  useStream.setState(initialStore(), true);
  useWarnings.setState({ codes: [] });
  useSpoken.setState({ sentence: '' });
  tell(snapshot(undefined, { server_time: new Date().toISOString() }));
});

test('can be skipped, and says where one is', () => {
  show();
  expect(screen.getByRole('link', { name: 'Skip to the content' })).toHaveAttribute('href', '#content');
  expect(screen.getByRole('link', { name: 'Positions' })).toHaveAttribute('aria-current', 'page');
});

test('refresh asks the stream for everything', async () => {
  const refresh = vi.spyOn(client, 'refresh').mockReturnValue(undefined);
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
  expect(refresh).toHaveBeenCalledOnce();
});

describe('the line', () => {
  test('is live, and says how fresh', () => {
    show();
    expect(screen.getByRole('button', { name: /^Live/ })).toBeVisible();
  });

  test('that is rejected says why, and for how long', () => {
    vi.useFakeTimers();
    show();
    tell({
      type: 'connection_status',
      status: 'rejected',
      since: new Date(Date.now() - 120_000).toISOString(),
      reason: 'key revoked',
    });
    act(() => vi.advanceTimersByTime(2_000));
    expect(screen.getByRole('button', { name: /Key rejected for 2 m/ })).toBeVisible();
    expect(screen.getByText(/refuses this API key.*key revoked/)).toBeVisible();
    vi.useRealTimers();
  });

  test('that heals at once is not worth a word', () => {
    vi.useFakeTimers();
    show();
    act(() => useStream.setState({ line: { ...OPEN, status: 'connecting', reason: 'Lost.' } }));
    act(() => vi.advanceTimersByTime(500));
    act(() => useStream.setState({ line: OPEN }));
    act(() => vi.advanceTimersByTime(5_000));
    expect(screen.queryByText('Lost.')).toBeNull();
    vi.useRealTimers();
  });
});

describe('what is said aloud', () => {
  const spoken = () => screen.getByRole('status').textContent;

  test('prices are not', () => {
    vi.useFakeTimers();
    show();
    tell({ type: 'position_update', seq: 2, data: { ticker: 'KXHIGHNY-T34', current_price: 1 } });
    act(() => vi.advanceTimersByTime(SPEAK_EVERY * 2));
    expect(spoken()).toBe('');
    vi.useRealTimers();
  });

  test('fills are, together, and not at once', () => {
    vi.useFakeTimers();
    show();
    tell(fill('1'));
    tell(fill('2'));
    expect(spoken()).toBe('');
    act(() => vi.advanceTimersByTime(SPEAK_EVERY));
    expect(spoken()).toBe(
      'Filled: 10 YES at 48¢, KXHIGHNY-T34. Filled: 10 YES at 48¢, KXHIGHNY-T34.',
    );
    vi.useRealTimers();
  });

  test('one that comes right after the page has loaded is no exception', () => {
    vi.useFakeTimers();
    useStream.setState(initialStore(), true);
    show();
    tell(snapshot());
    tell(fill('1'));
    act(() => vi.advanceTimersByTime(SPEAK_EVERY));
    expect(spoken()).toContain('Filled: 10 YES');
    vi.useRealTimers();
  });

  test('many are a number', () => {
    const facts = Array.from({ length: 4 }, (_, i) => ({
      kind: 'fill' as const,
      ...(fill(String(i)) as StreamMessage & { type: 'fill' }).data,
    }));
    expect(sentenceOf(facts, 'Connection: Live.')).toBe('Connection: Live. 4 fills.');
  });

  test('a line that is lost is', () => {
    vi.useFakeTimers();
    show();
    act(() => useStream.setState({ line: { ...OPEN, status: 'offline' } }));
    act(() => vi.advanceTimersByTime(SPEAK_EVERY));
    expect(spoken()).toBe('Connection: Offline.');
    vi.useRealTimers();
  });
});

test('a warning of the login stays until it is understood', () => {
  useWarnings.setState({ codes: ['key_can_trade'] });
  show();
  expect(screen.getByText(/may also trade/)).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Understood' }));
  expect(screen.queryByText(/may also trade/)).toBeNull();
});

test('logging out says what it deletes, and does it only then', async () => {
  const fetched = vi.fn(async () => new Response('{"status":"logged_out"}', { status: 200 }));
  vi.stubGlobal('fetch', fetched);
  const forget = vi.spyOn(client, 'forget');
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Log out' }));
  expect(await screen.findByText(/API key and the cached positions are deleted/)).toBeVisible();
  expect(fetched).not.toHaveBeenCalled();

  await userEvent.click(screen.getByRole('button', { name: 'Log out' }));
  await vi.waitFor(() => expect(forget).toHaveBeenCalled());
  expect(fetched).toHaveBeenCalledWith('/api/v1/account/logout', expect.objectContaining({ method: 'DELETE' }));
});
