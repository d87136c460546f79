import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { EventList } from '../../api/statement';
import events from '../../fixtures/events.json';
import held from '../../fixtures/positions.json';
import type { Position } from '../../api/types';
import { useStream } from '../../stream/store';
import { VIRTUAL_ABOVE } from '../in-sight';
import { expectAccessible, hold, isGreyed, json, lose, pathsOf, problem, serve, show } from '../testing';
import EventsView from './events-view';
import { barsOf, scaleOf } from './payoff-chart';

const positions = held.positions as Position[];
const list = events as EventList;
const event = list.events[0]!;

beforeEach(() => hold(...positions));

test('tells the profit of every outcome, the worst, the best and what is at risk', async () => {
  serve({ '/events': events });
  const { container } = show(<EventsView />);
  const chart = await screen.findByRole('table', { name: /Profit or loss of Highest temperature/ });
  const rows = within(chart).getAllByRole('row').slice(1);
  expect(rows).toHaveLength(event.outcomes.length);
  const best = within(chart).getByRole('row', { name: /best case/ });
  expect(within(best).getByText(`+$${event.best_case.toFixed(2)}`)).toBeTruthy();
  const worst = within(chart).getByRole('row', { name: /worst case/ });
  expect(within(worst).getByText(`−$${(-event.worst_case).toFixed(2)}`)).toBeTruthy();
  expect(within(chart).getByRole('row', { name: /None of these/ })).toBeTruthy();
  expect(screen.getByText('Capital at risk').nextSibling?.textContent).toBe(`$${event.capital_at_risk.toFixed(2)}`);
  expect(screen.getByText(/At most one of these markets comes out YES/)).toBeTruthy();
  await expectAccessible(container);
});

test('the value follows the stream without asking again, and is unknown as soon as one mark is', async () => {
  const asked = serve({ '/events': events });
  show(<EventsView />);
  const value = async () => (await screen.findByText('Worth now')).nextSibling?.textContent;
  const known = positions.map((position, i) => ({ ...position, position_value: i + 0.1 }));
  const total = known.reduce((sum, position) => sum + position.position_value, 0);
  act(() => hold(...known));
  expect(await value()).toBe(`$${total.toFixed(2)}`);
  act(() => hold(...known.slice(1), { ...known[0]!, position_value: null }));
  expect(await value()).toBe('–');
  expect(asked).toHaveLength(1);
});

test('what it is worth looks old when it is; what may come of it does not', async () => {
  serve({ '/events': events });
  show(<EventsView />);
  const value = async (name: string) => (await screen.findByText(name)).nextElementSibling!.firstElementChild;
  const greyed = async () => [
    isGreyed(await value('Worth now')),
    (await value('Unrealised'))!.querySelector('.italic') !== null,
    (await value('Worst case'))!.querySelector('.italic') !== null,
  ];
  expect(await greyed()).toEqual([false, false, false]);
  lose();
  expect(await greyed()).toEqual([true, true, false]);
});

test('of many events those in sight are drawn, the list knows of all, and the address names any', async () => {
  const many = Array.from({ length: VIRTUAL_ABOVE * 2 }, (_, i) => ({ ...event, event_ticker: 'E' + i, event_title: 'Event ' + i }));
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(330);
  vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(many.length * 330);
  const scrolled = vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
  location.hash = '#E70';
  serve({ '/events': { ...events, events: many } });
  show(<EventsView />);
  const list = await screen.findByRole('list', { name: 'Events' });
  const cards = () => [...list.children];
  expect(cards().length).toBeGreaterThan(0);
  expect(cards().length).toBeLessThan(VIRTUAL_ABOVE);
  expect(cards()[0]).toHaveAttribute('aria-posinset', '1');
  expect(cards()[0]).toHaveAttribute('aria-setsize', String(many.length));
  await waitFor(() => {
    const to = scrolled.mock.calls.map(([options]) => (options as ScrollToOptions | undefined)?.top ?? 0);
    expect(Math.max(...to)).toBeGreaterThan(60 * 330);
  });
  location.hash = '';
});

test('of few events the one that the address names is shown, once it is there', async () => {
  const shown: string[] = [];
  Element.prototype.scrollIntoView = function () {
    shown.push(this.querySelector('h2')!.textContent);
  };
  location.hash = '#E1';
  const few = ['E0', 'E1', 'E2'].map((it) => ({ ...event, event_ticker: it, event_title: 'Event ' + it }));
  serve({ '/events': { ...events, events: few } });
  show(<EventsView />);
  await waitFor(() => expect(shown).toEqual(['Event E1']));
  location.hash = '';
});

test('of an event with many positions and outcomes those in sight are drawn, and list and table know of all', async () => {
  const size = VIRTUAL_ABOVE * 2;
  const numbered = <T,>(one: T): T[] => Array.from({ length: size }, (_, i) => ({ ...one, ticker: 'T' + i }));
  const large = { ...event, positions: numbered(event.positions[0]!), outcomes: numbered(event.outcomes[0]!) };
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(30);
  serve({ '/events': { ...events, events: [large] } });
  show(<EventsView />);
  const held = within(await screen.findByRole('list', { name: 'Positions held' })).getAllByRole('listitem');
  expect(held.length).toBeLessThan(VIRTUAL_ABOVE);
  expect(held[0]).toHaveAttribute('aria-posinset', '1');
  expect(held[0]).toHaveAttribute('aria-setsize', String(size));
  const chart = screen.getByRole('table', { name: /Profit or loss/ });
  expect(chart).toHaveAttribute('aria-rowcount', String(size + 1));
  const rows = within(chart).getAllByRole('row');
  expect(rows.length).toBeLessThan(VIRTUAL_ABOVE);
  expect(rows.slice(0, 2).map((row) => row.getAttribute('aria-rowindex'))).toEqual(['1', '2']);
});

test('asks again when what is held changes, however often only once', async () => {
  const asked = serve({ '/events': events });
  show(<EventsView />);
  await screen.findByText('Worth now');
  for (let quantity = 100; quantity < 120; quantity++) {
    act(() => useStream.setState({ positions: { ...useStream.getState().positions, [positions[0]!.ticker]: { ...positions[0]!, quantity } } }));
  }
  await waitFor(() => expect(pathsOf(asked)).toEqual(['/events', '/events']));
});

test('markets that do not exclude one another are said to, with both ends of what may come', () => {
  const independent = { ...event, method: 'independent', outcomes: [] } as typeof event;
  expect(barsOf(independent).map(({ profit, badges }) => [profit, ...badges])).toEqual([
    [event.worst_case, 'worst'],
    [event.best_case, 'best'],
  ]);
  serve({ '/events': { ...events, events: [{ ...independent, event_title: null }] } });
  show(<EventsView />);
  return screen.findByText(/Any combination of these markets/);
});

test('zero is on the scale, whatever the profits are', () => {
  expect(scaleOf([-10, 30]).at(0)).toBe(25);
  expect(scaleOf([5, 10]).at(0)).toBe(0);
  expect(scaleOf([-5]).at(0)).toBe(100);
  expect(scaleOf([0]).at(0)).toBe(0);
});

test('without positions it says what will be here', async () => {
  serve({ '/events': { ...events, events: [] } });
  const { container } = show(<EventsView />);
  await screen.findByText('No event yet');
  await expectAccessible(container);
});

test('a failure is told, and can be tried again', async () => {
  let fails = true;
  serve({ '/events': () => (fails ? problem(409, 'conflict', 'Not now.') : json(events)) });
  show(<EventsView />);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Not now.');
  fails = false;
  await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
  await screen.findByText('Worth now');
});
