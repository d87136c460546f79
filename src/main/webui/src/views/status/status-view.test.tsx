import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { expectAccessible, hold, serve, show } from '../testing';
import StatusView from './status-view';

const KNOWN = { loaded: 12, from: '2026-07-01T12:00:00Z', to: '2026-07-06T12:00:00Z', complete: true, state: 'complete', reason: null };

const STATUS = {
  feed: { status: 'live', since: '2026-07-06T12:00:00Z', reason: '' },
  fills: KNOWN,
  settlements: { loaded: 0, from: null, to: null, complete: false, state: 'running', reason: null },
  flows: { ...KNOWN, state: 'not_available', reason: 'The key may not read them.' },
  historical_cutoff: '2026-05-01T00:00:00Z',
};

const DRIFT = [
  { source: 'stream_vs_rest', field: 'missed_fill', ticker: 'KXRAIN-1-A', ours: null, exchange: 't1', status: 'open', since: '2026-07-06T12:00:00Z', healed_at: null, healed_how: null },
  { source: 'rest_vs_fills', field: 'cash', ticker: null, ours: '10', exchange: '12', status: 'healed', since: '2026-07-05T12:00:00Z', healed_at: '2026-07-05T12:01:00Z', healed_how: 'replaced' },
];

beforeEach(() => hold());

test('tells how much of the past is known and where sources differed', async () => {
  serve({ '/status': STATUS, '/drift': { drift: DRIFT } });
  const { container } = show(<StatusView />);
  const past = await screen.findByRole('table', { name: /past/ });
  expect(within(past).getByRole('row', { name: /Settlements/ }).textContent).toContain('being read');
  expect(within(within(past).getByRole('row', { name: /Settlements/ })).getAllByText('–')).toHaveLength(2);
  expect(within(past).getByRole('row', { name: /Deposits/ }).textContent).toContain('The key may not read them.');
  const drift = await screen.findByRole('table', { name: /Differences/ });
  const [, open, healed] = within(drift).getAllByRole('row');
  expect(open!.textContent).toContain('missed fill');
  expect(open!.textContent).toContain('open');
  expect(healed!.textContent).toContain('the account');
  expect(healed!.textContent).toContain('replaced');
  await expectAccessible(container);
});

test('while the database is away the past is unknown, not empty', async () => {
  const away = { loaded: null, from: null, to: null, complete: null, state: 'unknown', reason: 'The database cannot be reached.' };
  serve({ '/status': { ...STATUS, fills: away, settlements: away, flows: away, historical_cutoff: null }, '/drift': { drift: [] } });
  show(<StatusView />);
  const past = await screen.findByRole('table', { name: /past/ });
  const fills = within(past).getByRole('row', { name: /Fills/ });
  expect(fills.textContent).toContain('unknown');
  expect(within(fills).getAllByText('–')).toHaveLength(3);
});

test('no difference is good news', async () => {
  serve({ '/status': STATUS, '/drift': { drift: [] } });
  show(<StatusView />);
  await screen.findByText('No difference was found');
});
