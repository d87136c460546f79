import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { newQueryClient } from '../api/session';
import * as client from '../stream/client';
import { initialStore, useStream } from '../stream/store';
import { portfolio } from '../stream/testing';
import { Gate } from './gate';
import { useWarnings } from './shell/warnings';

let session: () => Response;
let follow: ReturnType<typeof vi.spyOn>;

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

const nobody = () => json(401, { error: 'not_authenticated', message: 'This needs a session.' });

const line = (status: 'open' | 'ended', reason: string | null = null) =>
  act(() => useStream.setState({ line: { status, since: 0, heard: 0, reason } }));

const show = () =>
  render(
    <QueryClientProvider client={newQueryClient()}>
      <Gate>
        <p>inside</p>
      </Gate>
    </QueryClientProvider>,
  );

beforeEach(() => {
  useStream.setState(initialStore(), true);
  useWarnings.setState({ codes: [] });
  session = () => json(200, portfolio());
  follow = vi.spyOn(client, 'follow').mockReturnValue(undefined);
  vi.stubGlobal('fetch', async (url: string) =>
    url.endsWith('/authenticate')
      ? json(200, { status: 'authenticated', warnings: ['key_can_trade'] })
      : session(),
  );
});

test('a session is let in and its account followed', async () => {
  show();
  expect(await screen.findByText('inside')).toBeVisible();
  expect(follow).toHaveBeenCalled();
});

test('without a session nothing is followed, and the ways in are shown', async () => {
  session = nobody;
  show();
  expect(await screen.findByRole('button', { name: 'Try with the simulator' })).toBeVisible();
  expect(follow).not.toHaveBeenCalled();
});

test('a service out of reach is no missing session', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 200 });
  show();
  await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('cannot be reached'), {
    timeout: 20_000,
  });
  expect(screen.queryByRole('button')).toBeNull();
  vi.useRealTimers();
}, 20_000);

test('a login is followed from its beginning, and its warnings are kept', async () => {
  session = nobody;
  show();
  await screen.findByRole('button', { name: 'Try with the simulator' });
  session = () => json(200, portfolio());
  await userEvent.click(screen.getByRole('button', { name: 'Try with the simulator' }));
  expect(await screen.findByText('inside')).toBeVisible();
  expect(follow).toHaveBeenCalledWith('login');
  expect(useWarnings.getState().codes).toEqual(['key_can_trade']);
});

test('a session that ends leads out, with the reason', async () => {
  show();
  await screen.findByText('inside');
  session = nobody;
  line('ended', 'Your session has expired; log in again.');
  expect(await screen.findByText('Your session has expired; log in again.')).toBeVisible();
  expect(screen.queryByText('inside')).toBeNull();
});

test('a login on another tab leads in', async () => {
  session = nobody;
  line('ended');
  show();
  await screen.findByRole('button', { name: 'Try with the simulator' });
  session = () => json(200, portfolio());
  line('open');
  expect(await screen.findByText('inside')).toBeVisible();
});
