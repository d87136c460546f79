import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import equity from '../../fixtures/equity.json';
import { portfolio } from '../../stream/testing';
import { useStream } from '../../stream/store';
import { expectAccessible, hold, pathsOf, problem, serve, show } from '../testing';
import EquityPanel from './equity-panel';

/** The canvas is tried in a browser. */
vi.mock('./line-chart', () => ({
  default: ({ values, level }: { values: number[]; level: number }) => (
    <div data-testid="chart" data-last={values.at(-1)} data-count={values.length} data-level={level} />
  ),
}));

beforeEach(() => hold());

const figure = (name: string) => screen.getByText(name).nextSibling?.textContent;

test('draws the records up to the live total, and names the ends', async () => {
  serve({ '/equity': equity });
  useStream.setState({ portfolio: portfolio({ total_value: 1234.5, today_pnl: 12.25 }) });
  const { container } = show(<EquityPanel />);
  const chart = await screen.findByTestId('chart');
  expect(chart.dataset.last).toBe('1234.5');
  expect(chart.dataset.level).toBe('1222.25');
  expect(figure('Now')).toBe('$1,234.50');
  expect(figure('Profit')).toBe('+$12.25');
  expect(figure('Highest')).toBe('$1,234.50');
  await expectAccessible(container);
});

test('the same points are there as a table', async () => {
  serve({ '/equity': { ...equity, equity: equity.equity.slice(0, 2) } });
  show(<EquityPanel />);
  const summary = await screen.findByText('As a table');
  await userEvent.click(summary);
  const details = summary.closest('details')!;
  act(() => details.dispatchEvent(new Event('toggle')));
  const table = await within(details).findByRole('table', { name: /Total value over time/ });
  expect(within(table).getAllByRole('row')).toHaveLength(3);
});

test('another time is asked for from its beginning', async () => {
  const asked = serve({ '/equity': equity });
  show(<EquityPanel />);
  await screen.findByTestId('chart');
  await userEvent.click(screen.getByRole('button', { name: 'All' }));
  await vi.waitFor(() =>
    expect(pathsOf(asked)).toEqual(['/equity?points=300', '/equity?from=2000-01-01T00%3A00%3A00Z&points=300']),
  );
  expect(screen.getByRole('button', { name: 'All' }).getAttribute('aria-pressed')).toBe('true');
});

test('without records it says when there will be some', async () => {
  serve({ '/equity': { ...equity, equity: [] } });
  show(<EquityPanel />);
  await screen.findByText('Nothing recorded yet');
});

test('a failure is told', async () => {
  serve({ '/equity': () => problem(409, 'conflict', 'Not now.') });
  show(<EquityPanel />);
  expect((await screen.findByRole('alert')).textContent).toContain('Not now.');
});
