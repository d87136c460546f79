import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import trades from '../fixtures/trades.json';
import { expectAccessible, hold, serve, show } from './testing';
import TradesView from './trades-view';

beforeEach(() => hold());

test('tells of each closed trade what it brought', async () => {
  serve({ '/trades': { ...trades, next_cursor: null } });
  const { container } = show(<TradesView />);
  const table = await screen.findByRole('table', { name: 'Closed trades' });
  const row = within(table).getByRole('row', { name: /KXHIGHNY-25DEC18-T41/ });
  expect(row.textContent).toContain('98¢ → 100¢');
  expect(within(row).getByText('+$1.12')).toBeTruthy();
  expect(row.textContent).toContain('settled');
  expect(within(table).getAllByRole('row')).toHaveLength(trades.trades.length + 1);
  await expectAccessible(container);
});

test('what is unknown of a trade is a dash', async () => {
  const unknown = {
    ...trades.trades[0]!,
    avg_entry_price: null,
    realized_pnl: null,
    fees: null,
    net_pnl: null,
    duration_held: null,
    complete: false,
    grade: 'estimated',
  };
  serve({ '/trades': { trades: [unknown], next_cursor: null } });
  show(<TradesView />);
  const row = await screen.findByRole('row', { name: /KXHIGHNY/ });
  expect(row.textContent).toContain('– → 100¢');
  expect(within(row).getAllByText('–')).toHaveLength(4);
  expect(within(row).getByText('estimated')).toBeTruthy();
  expect(row.textContent).not.toContain('$0');
});

test('without one it says when there will be', async () => {
  serve({ '/trades': { trades: [], next_cursor: null } });
  show(<TradesView />);
  await screen.findByText('No closed trade yet');
});
