import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import explanation from '../../fixtures/explanation.json';
import marks from '../../fixtures/marks.json';
import held from '../../fixtures/positions.json';
import type { Position } from '../../api/types';
import { useStream } from '../../stream/store';
import { expectAccessible, hold, isGreyed, lose, serve, show } from '../testing';
import PositionView from './position-view';

vi.mock('../equity/line-chart', () => ({ default: () => <div data-testid="chart" /> }));

const TICKER = explanation.ticker;
const live = (held.positions as Position[]).find((position) => position.ticker === TICKER)!;
const below = `/positions/${TICKER}`;
const answers = {
  [`${below}/explain`]: explanation,
  [`${below}/marks`]: marks,
  '/marks/history': { marks: [], from: '2026-07-06T06:00:00Z', to: '2026-07-06T12:00:00Z' },
};

const open = () => show(<PositionView />, below, '/positions/:ticker');

beforeEach(() => hold(live));

test('shows the position live, and what is unknown as a dash', async () => {
  serve(answers);
  open();
  const now = screen.getByRole('region', { name: 'The position now' });
  const mark = () => within(now).getByText('Mark').nextSibling?.textContent;
  act(() => useStream.setState({ positions: { [TICKER]: { ...live, current_price: 12.5 } } }));
  expect(mark()).toBe('12.5¢');
  act(() => useStream.setState({ positions: { [TICKER]: { ...live, current_price: null, position_value: null, unrealized_pnl: null } } }));
  expect(mark()).toBe('–');
  expect(within(now).getByText('Value').nextSibling?.textContent).toBe('–');
  await screen.findByText('How the figures come about');
});

test('a figure opens into parts that add up before the eyes', async () => {
  serve(answers);
  open();
  const heading = await screen.findByText('Cost basis');
  const figure = heading.closest('details')!;
  expect(within(figure).getByText('adds up')).toBeTruthy();
  await userEvent.click(heading);
  expect(figure.open).toBe(true);
  const table = within(figure).getByRole('table', { name: 'Parts of Cost basis' });
  const totals = within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell').at(-1)!.textContent?.replace('Total so far', ''));
  expect(totals).toEqual(['$5.704706', '$10.092941', '$13.384118']);
  expect(within(figure).getByText('Sum of the parts').nextSibling?.textContent).toBe('$13.384118');
  expect(within(figure).getByText('Of it unexplained').nextSibling?.textContent).toBe('$0.00');
  await expectAccessible(figure);
});

test('all three marks stand side by side, with age and exit', async () => {
  serve({
    ...answers,
    [`${below}/marks`]: { ...marks, last: { ...marks.last, price: null, reason: 'never_traded', position_value: null, unrealized_pnl: null } },
  });
  open();
  const table = await screen.findByRole('table', { name: 'The position by each mark' });
  const [, liquidation, , last] = within(table).getAllByRole('row');
  expect(liquidation!.textContent).toContain('in use');
  expect(liquidation!.textContent).toContain('77¢');
  expect(last!.textContent).toContain('never traded');
  expect(within(last!).getAllByText(/^–/)).toHaveLength(3);
  expect(screen.getByText('Age of the quote').nextSibling?.textContent).toMatch(/^\d+ s/);
});

test('what is old looks old: the position, its marks and what they come to', async () => {
  serve({ ...answers, [`${below}/marks`]: { ...marks, age_seconds: 3, stale: false } });
  open();
  const now = screen.getByRole('region', { name: 'The position now' });
  const table = await screen.findByRole('table', { name: 'The position by each mark' });
  const unrealised = (await screen.findByText('Unrealised P&L')).closest('summary')!;
  const age = screen.getByText('Age of the quote').nextElementSibling!;
  const watched = () => [
    ...within(now)
      .getAllByRole('definition')
      // How long it has been held and when it ends are as true as ever.
      .filter((value) => !['Held for', 'Expires'].includes(value.previousElementSibling!.textContent!))
      .map((value) => value.matches('.italic') || value.querySelector('.italic') !== null),
    ...within(table).getAllByText(/^[+−]?(\$|\d)/).map(isGreyed),
    isGreyed(age),
    unrealised.querySelector('.italic') !== null,
  ];
  expect(within(table).getAllByText(/^[+−]?(\$|\d)/).length).toBeGreaterThan(5);
  expect(watched()).not.toContain(true);
  expect(age.textContent).toMatch(/^\d s *$/);

  lose();

  expect(watched()).not.toContain(false);
  expect(within(age as HTMLElement).getByText('stale')).toBeTruthy();
  expect(within(now).getByText(/ old$/)).toBeTruthy();
});

test('a quote that does not come anew grows older', async () => {
  serve({ ...answers, [`${below}/marks`]: { ...marks, age_seconds: 3 } });
  open();
  await screen.findByText('Age of the quote');
  const later = Date.now() + 125_000;
  vi.spyOn(Date, 'now').mockImplementation(() => later);
  await vi.waitFor(() => expect(screen.getByText('Age of the quote').nextSibling?.textContent).toMatch(/^2 m/), 3_000);
  vi.mocked(Date.now).mockRestore();
});

test('lots, closings, cycles and fills are listed', async () => {
  serve(answers);
  open();
  const lots = await screen.findByRole('table', { name: 'Open lots' });
  expect(within(lots).getAllByRole('row')).toHaveLength(explanation.lots.length + 1);
  expect(within(screen.getByRole('table', { name: 'Fills' })).getAllByRole('row')).toHaveLength(explanation.fills.length + 1);
  expect(screen.getByRole('table', { name: 'Closed contracts' })).toBeTruthy();
  expect(screen.getByRole('table', { name: 'Cycles' })).toBeTruthy();
});

test('figures that cannot be proven are said not to be', async () => {
  const figures = {
    ...explanation.figures,
    realized_pnl: {
      value: 5,
      ours: null,
      difference: 0.755882,
      parts: [...explanation.figures.realized_pnl.parts, { part: 'unexplained', amount: 0.755882 }],
    },
  };
  serve({ ...answers, [`${below}/explain`]: { ...explanation, complete: false, grade: 'estimated', figures } });
  open();
  const heading = await screen.findByText('Realised P&L');
  expect(within(heading.closest('details')!).getByText('partly unexplained')).toBeTruthy();
  expect(screen.getByText(/Not every fill of this market is known/)).toBeTruthy();
  expect(screen.getAllByText('estimated').length).toBeGreaterThan(0);
});

test('a market that was left is explained, too', async () => {
  hold();
  const flat = { ...explanation, market_title: null, status: 'settled', settlement: { result: 'no', side: 'YES', settlement_value: 0, quantity: 5, payout: 0, time: '2026-07-06T12:00:00Z' } };
  serve({ [`${below}/explain`]: flat });
  open();
  await screen.findByText('How the figures come about');
  expect(screen.queryByRole('region', { name: 'The position now' })).toBeNull();
  expect(screen.getByText('Result').nextSibling?.textContent).toBe('NO');
});

test('a market that was never held is nothing to explain', async () => {
  hold();
  serve({});
  const { container } = open();
  await screen.findByText('Nothing is known of this market');
  await expectAccessible(container);
});
