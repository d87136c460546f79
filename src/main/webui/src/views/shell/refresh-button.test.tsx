import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ACCOUNT, newQueryClient } from '../../api/session';
import * as client from '../../stream/client';
import { initialStore, useStream } from '../../stream/store';
import { Announcer } from './announcer';
import { PATIENCE, RefreshButton } from './refresh-button';
import { useSpoken } from './spoken';

const line = (status: 'open' | 'connecting' | 'offline') =>
  useStream.setState({ line: { status, since: Date.now(), heard: Date.now(), reason: null } });

/** A view that shows something of the account. */
function View({ read }: { read: () => Promise<string> }) {
  useQuery({ queryKey: [...ACCOUNT, 'something'], queryFn: read, retry: false });
  return null;
}

const show = (read: () => Promise<string> = async () => 'fine') =>
  render(
    <QueryClientProvider client={newQueryClient()}>
      <RefreshButton />
      <View read={read} />
      <Announcer />
    </QueryClientProvider>,
  );

const spoken = () => screen.getByRole('status').textContent;
const pass = (millis: number) => act(() => vi.advanceTimersByTimeAsync(millis));
const press = () => act(async () => screen.getByRole('button', { name: 'Refresh' }).click());

beforeEach(() => {
  useStream.setState(initialStore(), true);
  useSpoken.setState({ sentence: '' });
  line('open');
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('says that it reads, and that it has once stream and views are there', async () => {
  vi.spyOn(client, 'refresh').mockImplementation(() => void setTimeout(() => line('open'), 2_000));
  show();
  await pass(100);
  await press();
  expect(spoken()).toBe('Reading everything anew.');
  await pass(1_900);
  expect(spoken()).toBe('Reading everything anew.');
  await pass(200);
  expect(spoken()).toBe('Everything was read anew.');
  expect(screen.getByRole('status')).toHaveAttribute('aria-live', 'polite');
});

test('says so when the stream does not come back', async () => {
  vi.spyOn(client, 'refresh').mockImplementation(() => line('offline'));
  show();
  await pass(100);
  await press();
  await pass(PATIENCE);
  expect(spoken()).toContain('Not everything could be read anew.');
});

test('says so when a view could not be had', async () => {
  vi.spyOn(client, 'refresh').mockImplementation(() => void setTimeout(() => line('open'), 10));
  show(async () => {
    throw new Error('away');
  });
  await pass(100);
  await press();
  await pass(1_000);
  expect(spoken()).toBe('Not everything could be read anew.');
});
