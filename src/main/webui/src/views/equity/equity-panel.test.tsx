import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import equity from '../../fixtures/equity.json';
import { portfolio } from '../../stream/testing';
import { useStream } from '../../stream/store';
import { VIRTUAL_ABOVE } from '../in-sight';
import { expectAccessible, hold, isGreyed, lose, pathsOf, problem, serve, show } from '../testing';
import EquityPanel from './equity-panel';

/** The canvas is tried in a browser. */
vi.mock('./line-chart', () => ({
  default: ({ times, values, level }: { times: number[]; values: number[]; level: number }) => (
    <div data-testid="chart" data-last={values.at(-1)} data-until={times.at(-1)} data-count={values.length} data-level={level} />
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

test('what is old looks old, and is not drawn beyond when it was true', async () => {
  serve({ '/equity': equity });
  const newest = Date.parse(equity.equity.at(-1)!.at);
  const last_updated = new Date(newest + 5_000).toISOString();
  useStream.setState({ portfolio: portfolio({ total_value: 1234.5, today_pnl: 12.25, last_updated }) });
  show(<EquityPanel />);
  const chart = await screen.findByTestId('chart');
  expect(Number(chart.dataset.until)).toBeGreaterThan(newest + 5_000);
  expect(isGreyed(screen.getByText('Now').nextElementSibling)).toBe(false);

  lose();

  expect(chart.dataset.until).toBe(String(newest + 5_000));
  expect(figure('Last known')).toBe('$1,234.50');
  expect(isGreyed(screen.getByText('Last known').nextElementSibling)).toBe(true);
  expect(isGreyed(screen.getByText('+$12.25'))).toBe(true);
});

test('a long table draws the rows in sight and knows of all', async () => {
  const first = Date.parse(equity.equity[0]!.at);
  const many = Array.from({ length: VIRTUAL_ABOVE * 4 }, (_, i) => ({
    ...equity.equity[0]!,
    at: new Date(first + i * 60_000).toISOString(),
  }));
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(37);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(320);
  serve({ '/equity': { ...equity, equity: many } });
  show(<EquityPanel />);
  const details = (await screen.findByText('As a table')).closest('details')!;
  details.open = true;
  act(() => details.dispatchEvent(new Event('toggle')));
  const table = await within(details).findByRole('table');
  expect(table).toHaveAttribute('aria-rowcount', String(many.length + 1));
  const rows = within(table).getAllByRole('row');
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.length).toBeLessThan(VIRTUAL_ABOVE);
  expect(rows[1]).toHaveAttribute('aria-rowindex', '2');
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
