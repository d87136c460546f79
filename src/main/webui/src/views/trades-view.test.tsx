import { screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import trades from '../fixtures/trades.json';
import { VIRTUAL_ABOVE } from './in-sight';
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

test('of many trades those in sight are drawn, and the table knows of all', async () => {
  const many = Array.from({ length: VIRTUAL_ABOVE * 4 }, (_, i) => ({ ...trades.trades[0]!, id: 'n' + i }));
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(37);
  serve({ '/trades': { trades: many, next_cursor: null } });
  show(<TradesView />);
  const table = await screen.findByRole('table', { name: 'Closed trades' });
  const rows = within(table).getAllByRole('row');
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.length).toBeLessThan(VIRTUAL_ABOVE);
  expect(table).toHaveAttribute('aria-rowcount', String(many.length + 1));
  expect(rows.slice(0, 2).map((row) => row.getAttribute('aria-rowindex'))).toEqual(['1', '2']);
});

test('without one it says when there will be', async () => {
  serve({ '/trades': { trades: [], next_cursor: null } });
  show(<TradesView />);
  await screen.findByText('No closed trade yet');
});
