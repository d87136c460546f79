import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { EMPTY, reduceAll } from '../../stream/state';
import { initialStore, useStream } from '../../stream/store';
import { position, snapshot } from '../../stream/testing';
import type { Position, StreamMessage } from '../../api/types';
import { DEFAULT } from './arrange';
import { PositionPanel } from './position-panel';
import { sumOf } from './event-row';
import { useArrangement } from './use-arrangement';
import { ARRANGE_EVERY } from './use-items';
import { VIRTUAL_ABOVE } from '../in-sight';

const OPEN = { status: 'open', since: 0, heard: 0, reason: null } as const;

const hold = (...positions: Position[]) => tell(snapshot(positions));

const tell = (...messages: StreamMessage[]) =>
  act(() =>
    useStream.setState((state) => ({ ...reduceAll(state, messages, Date.now()), line: OPEN })),
  );

const move = (ticker: string, change: Partial<Position>) =>
  tell({ type: 'position_update', seq: 2, data: { ticker, ...change } });

const rows = () => screen.getAllByRole('row').slice(1);

const names = () =>
  screen
    .getAllByRole('link')
    .filter((link) => link.getAttribute('href')?.startsWith('/positions/'))
    .map((link) => link.textContent);

const rain = position({ ticker: 'RAIN', event_ticker: 'R', market_title: 'Rain in NYC · Yes', unrealized_pnl: 5 });
const snow = position({ ticker: 'SNOW', event_ticker: 'S', market_title: 'Snow in NYC · Yes', unrealized_pnl: -2, side: 'NO' });

beforeEach(() => {
  useStream.setState({ ...initialStore(), ...EMPTY }, true);
  useArrangement.setState(DEFAULT);
});

test('is busy, and no empty account, until something is known', () => {
  render(<PositionPanel />);
  expect(screen.getByRole('region', { name: 'Positions' })).toHaveAttribute('aria-busy', 'true');
  expect(screen.queryByText('No open positions')).toBeNull();
});

test('says so when nothing is held', () => {
  hold();
  render(<PositionPanel />);
  expect(screen.getByText('No open positions')).toBeVisible();
});

test('shows what is held, at which price, and what it is worth', () => {
  hold(position());
  render(<PositionPanel />);
  const row = within(rows()[1]!);
  for (const text of ['33° or below', 'YES', '71¢', '$71.00', '+$3.00', '+4.41%']) {
    expect(row.getByText(text)).toBeVisible();
  }
  expect(row.getByText('68¢').parentElement).toHaveTextContent('100 @ 68¢');
  expect(row.getByRole('link')).toHaveAttribute('href', '/positions/KXHIGHNY-T34');
});

test('the title of an event leads to it', () => {
  hold(rain);
  render(<PositionPanel />);
  const heading = within(rows()[0]!).getByRole('heading', { name: 'Rain in NYC' });
  expect(within(heading).getByRole('link')).toHaveAttribute('href', '/events#R');
});

test('what is unknown is a dash, never 0', () => {
  hold(
    position({ current_price: null, position_value: null, unrealized_pnl: null, unrealized_pnl_percent: null, entry_time: null, expiration_date: null, mark: 'none' }),
  );
  render(<PositionPanel />);
  const row = within(rows()[1]!);
  expect(row.getAllByText('–')).toHaveLength(6);
  expect(row.queryByText(/\$0|0¢|0\.00/)).toBeNull();
  expect(row.getByText('no bid')).toBeVisible();
});

test('a price that moves changes its row alone', () => {
  hold(rain, snow);
  render(<PositionPanel />);
  const other = screen.getByText('−$2.00');
  move('RAIN', { unrealized_pnl: 7.5 });
  expect(screen.getAllByText('+$7.50')).not.toHaveLength(0);
  expect(screen.getByText('−$2.00')).toBe(other);
});

describe('when the line is not live', () => {
  test('marks look old and say how old they are', () => {
    hold(position({ price_as_of: new Date(Date.now() - 3.5 * 60_000).toISOString() }));
    render(<PositionPanel />);
    expect(screen.queryByText(/old$/)).toBeNull();
    act(() => useStream.setState((s) => ({ line: { ...s.line, status: 'offline' }, skew: 0 })));
    expect(screen.getByText('3 m old')).toBeVisible();
    expect(screen.getByText('71¢').closest('.text-soft')).not.toBeNull();
    expect(document.querySelector('svg path.stroke-up, svg path.stroke-down')).toBeNull();
  });

  test('it is the same when only the exchange is away', () => {
    hold(position());
    render(<PositionPanel />);
    tell({ type: 'connection_status', status: 'reconnecting', since: null, reason: 'cut' });
    expect(screen.getByText(/old$/)).toBeVisible();
  });
});

describe('the tools', () => {
  beforeEach(() => {
    hold(rain, snow);
    render(<PositionPanel />);
  });

  test('search narrows, says how many are left, and can be undone', async () => {
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search positions' }), 'snow');
    expect(screen.getByText('1 of 2')).toBeVisible();
    expect(rows()).toHaveLength(2);
    await userEvent.type(screen.getByRole('searchbox'), 'xyz');
    expect(screen.getByText('Nothing matches')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show all positions' }));
    expect(rows()).toHaveLength(4);
  });

  test('they are as they were for who comes back, and as they are for who logs in anew', async () => {
    await userEvent.type(screen.getByRole('searchbox'), 'snow');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Show' }), 'NO only');
    await userEvent.click(screen.getByRole('checkbox', { name: 'By event' }));
    await userEvent.click(screen.getByRole('button', { name: 'P&L' }));
    cleanup();
    render(<PositionPanel />);
    expect(screen.getByRole('searchbox')).toHaveValue('snow');
    expect(screen.getByRole('combobox', { name: 'Show' })).toHaveDisplayValue('NO only');
    expect(screen.getByRole('checkbox', { name: 'By event' })).not.toBeChecked();
    expect(screen.getByRole('columnheader', { name: /P&L$/ })).toHaveAttribute('aria-sort', 'descending');

    act(() => useStream.setState(initialStore()));
    hold(rain, snow);
    expect(screen.getByRole('searchbox')).toHaveValue('');
    expect(screen.getByRole('checkbox', { name: 'By event' })).toBeChecked();
  });

  test('filter', async () => {
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Show' }), 'NO only');
    expect(screen.getByText('1 of 2')).toBeVisible();
  });

  test('headers sort, tell how, and turn around', async () => {
    await userEvent.click(screen.getByRole('checkbox', { name: 'By event' }));
    await userEvent.click(screen.getByRole('button', { name: 'P&L' }));
    expect(screen.getByRole('columnheader', { name: /P&L$/ })).toHaveAttribute('aria-sort', 'descending');
    expect(names()).toEqual(['Rain in NYC · Yes', 'Snow in NYC · Yes']);
    await userEvent.click(screen.getByRole('button', { name: /P&L$/ }));
    expect(names()).toEqual(['Snow in NYC · Yes', 'Rain in NYC · Yes']);
  });
});

test('rows keep their places while somebody points at them', () => {
  vi.useFakeTimers();
  hold(rain, snow);
  render(<PositionPanel />);
  fireEvent.click(screen.getByRole('checkbox', { name: 'By event' }));
  fireEvent.click(screen.getByRole('button', { name: 'P&L' }));
  const table = screen.getByRole('table');
  const isUsed = vi.spyOn(table, 'matches').mockReturnValue(true);
  move('SNOW', { unrealized_pnl: 50 });
  act(() => vi.advanceTimersByTime(ARRANGE_EVERY * 2));
  expect(names()[0]).toBe('Rain in NYC · Yes');

  isUsed.mockReturnValue(false);
  act(() => vi.advanceTimersByTime(ARRANGE_EVERY));
  expect(names()[0]).toBe('Snow in NYC · Yes');
  vi.useRealTimers();
});

test('above fifty rows only those in sight are drawn, and the table knows of all', () => {
  const many = Array.from({ length: VIRTUAL_ABOVE * 4 }, (_, i) =>
    position({ ticker: 'T' + i, event_ticker: 'E' + i }),
  );
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(64);
  hold(...many);
  render(<PositionPanel />);
  expect(screen.getAllByRole('row').length).toBeLessThan(VIRTUAL_ABOVE);
  expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', String(many.length * 2 + 1));
});

describe('the sum of an event', () => {
  const sum = (...pnls: (number | null)[]) => {
    const positions = Object.fromEntries(
      pnls.map((pnl, i) => [String(i), position({ ticker: String(i), unrealized_pnl: pnl })]),
    );
    return sumOf({ positions }, Object.keys(positions));
  };

  test('is exact where floating point is not', () => {
    expect(sum(0.1, 0.2)).toBe(0.3);
  });

  test('is unknown as soon as a part is', () => {
    expect(sum(1, null)).toBeNull();
  });
});
