import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { newQueryClient } from '../../api/session';
import { Landing } from './landing';

const PEM = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow…\n-----END RSA PRIVATE KEY-----\n';

const LOGIN = {
  status: 'authenticated',
  user_id: 'u',
  token: null,
  session_expires_at: '2025-10-05T17:30:00Z',
  key_scopes: ['read'],
  warnings: [],
};

let sent: { url: string; body: unknown }[];
let answer: () => Response;
const connected = vi.fn();

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

const problem = (status: number, error: string, more: object = {}, headers = {}) =>
  json(status, { status, error, message: 'The words of the service.', ...more }, headers);

const show = (reason: string | null = null) =>
  render(
    <QueryClientProvider client={newQueryClient()}>
      <Landing reason={reason} onConnected={connected} />
    </QueryClientProvider>,
  );

const openDialog = async () => {
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Connect your account' }));
  return within(await screen.findByRole('dialog', { name: 'Connect your Kalshi account' }));
};

const fillIn = async (dialog: Awaited<ReturnType<typeof openDialog>>) => {
  await userEvent.type(dialog.getByLabelText('Key ID'), ' key-1 ');
  await userEvent.click(dialog.getByLabelText('Private key'));
  await userEvent.paste(PEM);
};

const submit = (dialog: Awaited<ReturnType<typeof openDialog>>) =>
  userEvent.click(dialog.getByRole('button', { name: 'Connect' }));

beforeEach(() => {
  sent = [];
  connected.mockReset();
  answer = () => json(200, LOGIN);
  localStorage.clear();
  sessionStorage.clear();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, body: JSON.parse(init.body as string) });
    return answer();
  });
});

test('the simulator needs nothing but a press', async () => {
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Try with the simulator' }));
  await waitFor(() => expect(connected).toHaveBeenCalledWith(LOGIN));
  expect(sent).toEqual([
    { url: '/api/v1/account/authenticate', body: { environment: 'simulator' } },
  ]);
});

test('a simulator that is switched off is explained', async () => {
  const violations = [{ field: 'environment', message: 'must be one of demo, production' }];
  answer = () => problem(400, 'invalid_request', { violations });
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Try with the simulator' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('SIMULATOR_ENABLED=true');
  expect(connected).not.toHaveBeenCalled();
});

test('says what happens with the key, and where one is made', async () => {
  const dialog = await openDialog();
  expect(dialog.getByText(/stored encrypted/)).toHaveTextContent('deleted when you log out');
  expect(dialog.getByRole('link', { name: /API keys/ })).toHaveAttribute(
    'href',
    'https://kalshi.com/account/profile',
  );
});

test('sends what was typed, once, and keeps it nowhere', async () => {
  const dialog = await openDialog();
  await fillIn(dialog);
  await submit(dialog);
  await waitFor(() => expect(connected).toHaveBeenCalled());
  expect(sent.map(({ body }) => body)).toEqual([
    { environment: 'production', api_key: 'key-1', private_key: PEM },
  ]);
  expect(localStorage).toHaveLength(0);
  expect(sessionStorage).toHaveLength(0);
  expect(document.body.innerHTML).not.toContain('MIIEow');
});

test('takes the key from a file', async () => {
  const dialog = await openDialog();
  const file = new File([PEM], 'kalshi.key');
  await userEvent.upload(dialog.getByLabelText('Key file'), file, {
    applyAccept: false,
  });
  await waitFor(() => expect(dialog.getByLabelText('Private key')).toHaveValue(PEM));
});

test('a file that cannot be a key is not read', async () => {
  const dialog = await openDialog();
  const file = new File(['x'.repeat(20_000)], 'holiday.jpg');
  await userEvent.upload(dialog.getByLabelText('Key file'), file, {
    applyAccept: false,
  });
  expect(await dialog.findByText(/too large/)).toBeVisible();
  expect(dialog.getByLabelText('Private key')).toHaveValue('');
});

test('violations stand beside their boxes and are read out with them', async () => {
  const violations = [
    { field: 'api_key', message: 'is missing' },
    { field: 'private_key', message: 'is missing' },
  ];
  answer = () => problem(400, 'invalid_request', { violations });
  const dialog = await openDialog();
  await submit(dialog);
  await waitFor(() =>
    expect(dialog.getByLabelText('Key ID')).toHaveAccessibleDescription(/This is missing\./),
  );
  expect(dialog.getByLabelText('Key ID')).toBeInvalid();
  expect(dialog.getByLabelText('Private key')).toBeInvalid();
  expect(dialog.queryByRole('alert')).toBeNull();
});

test('a key that is none stands beside its box', async () => {
  answer = () => problem(400, 'invalid_private_key');
  const dialog = await openDialog();
  await fillIn(dialog);
  await submit(dialog);
  await waitFor(() =>
    expect(dialog.getByLabelText('Private key')).toHaveAccessibleDescription(
      /The words of the service\./,
    ),
  );
});

test('a refusal is told in the words of the service, with the time to wait', async () => {
  answer = () => problem(429, 'too_many_requests', {}, { 'Retry-After': '90' });
  const dialog = await openDialog();
  await fillIn(dialog);
  await submit(dialog);
  expect(await dialog.findByRole('alert')).toHaveTextContent(
    'The words of the service. Try again in 1 m.',
  );
});

test('a service out of reach is told as such', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const dialog = await openDialog();
  await fillIn(dialog);
  await submit(dialog);
  expect(await dialog.findByRole('alert')).toHaveTextContent('cannot be reached');
});

test('a closed dialog has forgotten the key', async () => {
  const dialog = await openDialog();
  await fillIn(dialog);
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await userEvent.click(screen.getByRole('button', { name: 'Connect your account' }));
  expect(await screen.findByLabelText('Private key')).toHaveValue('');
  expect(screen.getByLabelText('Key ID')).toHaveValue('');
});

test('says why somebody is here who was logged in a moment ago', () => {
  show('Your session has expired; log in again.');
  expect(screen.getByText(/has expired/)).toBeVisible();
});
