import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { Portfolio } from '../../api/types';
import { initialStore, useStream } from '../../stream/store';
import { portfolio } from '../../stream/testing';
import { ExplainedProvider } from '../../ui/explained';
import { PortfolioBar } from './portfolio-bar';

const show = (change: Partial<Portfolio> | null = {}) => {
  useStream.setState({ ...initialStore(), portfolio: change && portfolio(change) }, true);
  render(
    <ExplainedProvider>
      <PortfolioBar />
    </ExplainedProvider>,
  );
};

const LIVE = { status: 'live', since: null, reason: null } as const;

const figure = (name: string | RegExp) => screen.getByText(name).closest('div')!;

beforeEach(() => useStream.setState(initialStore(), true));

test('shows the account in figures', () => {
  show({ realized_pnl: -4.5 });
  expect(figure('Total value')).toHaveTextContent('$10,245.32');
  expect(figure('Cash')).toHaveTextContent('$5,120.00');
  expect(figure(/Today/)).toHaveTextContent('+$127.50+1.26%');
  expect(figure('Unrealised')).toHaveTextContent('+$245.32');
  expect(figure('Realised')).toHaveTextContent('−$4.50');
  expect(figure('Fees')).toHaveTextContent('$3.10');
  expect(figure('Positions')).toHaveTextContent('1');
});

test('what is unknown is a dash', () => {
  show({ total_value: null, cash_balance: null, today_pnl: null, today_pnl_percent: null });
  expect(figure('Total value')).toHaveTextContent(/^Total value–$/);
  expect(figure('Cash')).toHaveTextContent(/^Cash–$/);
  expect(figure(/Today/)).toHaveTextContent(/––$/);
});

test('is busy until it is known', () => {
  show(null);
  expect(screen.getByRole('region', { name: 'Portfolio' })).toHaveAttribute('aria-busy', 'true');
  expect(screen.queryByText('$0.00')).toBeNull();
});

test('explains today’s profit, its base and its flows, to the keyboard as well', async () => {
  show({ today_base: 10117.82, today_flows: 250 });
  await userEvent.tab();
  await userEvent.tab();
  expect(screen.getByRole('button', { name: /Today/ })).toHaveFocus();
  const tip = await screen.findByRole('tooltip');
  expect(tip).toHaveTextContent('$10,117.82');
  expect(tip).toHaveTextContent('less +$250.00 paid in or out');
});

test('explains what unrealised is, to who comes by keyboard as well', async () => {
  show({ positions_value: 5125.32, unrealized_pnl: 245.32 });
  const name = screen.getByRole('button', { name: 'Unrealised' });
  act(() => name.focus());
  const tip = await screen.findByRole('tooltip');
  expect(tip).toHaveTextContent('could be sold for now, $5,125.32, less what they cost, $4,880.00');
});

test('without a live line every figure looks old', () => {
  show();
  act(() => useStream.setState({ line: { status: 'open', since: 0, heard: 0, reason: null }, feed: LIVE }));
  const values = () => screen.getAllByRole('definition').map((value) => value.querySelector('.italic') !== null);
  expect(values()).toEqual(Array(7).fill(false));
  act(() => useStream.setState({ feed: { ...LIVE, status: 'reconnecting' } }));
  expect(values()).toEqual(Array(7).fill(true));
});

test('tells what does not count with its present price', () => {
  show({ carried_count: 2, unmarked_count: 1 });
  expect(screen.getByRole('button', { name: '2 at an older mark, 1 at cost' })).toBeVisible();
});

test('says nothing of marks when all are present', () => {
  show();
  expect(screen.queryByText(/older mark|at cost/)).toBeNull();
});

test('follows the stream', () => {
  show();
  act(() => useStream.setState({ portfolio: portfolio({ cash_balance: 1 }) }));
  expect(figure('Cash')).toHaveTextContent('$1.00');
});
