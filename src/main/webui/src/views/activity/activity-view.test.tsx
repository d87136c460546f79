import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import fills from '../../fixtures/fills.json';
import settlements from '../../fixtures/settlements.json';
import { useStream } from '../../stream/store';
import { VIRTUAL_ABOVE } from '../in-sight';
import { expectAccessible, hold, json, pathsOf, problem, serve, show } from '../testing';
import ActivityPanel from './activity-panel';
import ActivityView from './activity-view';
import { useStatusLog } from './status-log';

const NOTHING = { settlements: [], next_cursor: null };

beforeEach(() => {
  hold();
  useStatusLog.setState({ changes: [] });
});

const entries = async () => within(await screen.findByRole('list', { name: /Activity/ })).getAllByRole('listitem');

test('a fill appears on top the moment the stream tells it', async () => {
  serve({ '/fills': { ...fills, next_cursor: null }, '/settlements': NOTHING });
  const { container } = show(<ActivityView />);
  const before = await entries();
  act(() =>
    useStream.setState({
      facts: [
        {
          kind: 'fill',
          trade_id: 'new',
          ticker: 'KXRAIN-1-A',
          side: 'NO',
          quantity: 2.5,
          price: 48.25,
          fee: 0.0175,
          effect: 'flip',
          time: '2099-01-01T00:00:00Z',
        },
      ],
    }),
  );
  const after = await entries();
  expect(after).toHaveLength(before.length + 1);
  expect(after[0]!.textContent).toContain('Turned by 2.5 NO at 48.25¢');
  expect(after[0]!.textContent).toContain('fee $0.0175');
  expect(within(after[0]!).getByRole('link').getAttribute('href')).toBe('/positions/KXRAIN-1-A');
  await expectAccessible(container);
});

test('a settlement says what was paid and what is locked in', async () => {
  serve({ '/fills': { fills: [], next_cursor: null }, '/settlements': { ...settlements, next_cursor: null } });
  show(<ActivityView />);
  const won = (await entries()).find((entry) => entry.textContent?.includes('YES: 30 YES paid $30.00'));
  expect(won?.textContent).toContain('locked in +$26.10');
});

test('changes of the line are among it', async () => {
  serve({ '/fills': { fills: [], next_cursor: null }, '/settlements': NOTHING });
  show(<ActivityView />);
  act(() => useStream.setState({ feed: { status: 'reconnecting', since: '2026-07-06T13:00:00Z', reason: 'connection cut' } }));
  const [newest] = await entries();
  expect(newest!.textContent).toContain('reconnecting');
  expect(newest!.textContent).toContain('connection cut');
});

test('whoever leaves takes the changes of the line along', () => {
  expect(useStatusLog.getState().changes).toEqual([]);
  act(() => useStream.setState({ feed: { status: 'stale', since: '2026-07-06T13:00:00Z', reason: '' } }));
  expect(useStatusLog.getState().changes).toHaveLength(1);
  act(() => useStream.setState({ feed: null }));
  expect(useStatusLog.getState().changes).toEqual([]);
});

test('older ones come by the cursor of the page before', async () => {
  const older = { ...fills.fills[0]!, trade_id: 'older', time: '2026-01-01T00:00:00Z', effect: null };
  const asked = serve({
    '/fills': (url: URL) =>
      url.searchParams.get('cursor') === 'abc'
        ? json({ fills: [older], next_cursor: null })
        : json({ ...fills, next_cursor: 'abc' }),
    '/settlements': NOTHING,
  });
  show(<ActivityView />);
  const first = await entries();
  await userEvent.click(await screen.findByRole('button', { name: 'Show older' }));
  await vi.waitFor(async () => expect(await entries()).toHaveLength(first.length + 1));
  expect((await entries()).at(-1)!.textContent).toContain('Acquired');
  expect(pathsOf(asked)).toContain('/fills?limit=50&cursor=abc');
  expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
});

test('of many entries those in sight are drawn, and the list knows of all', async () => {
  const many = Array.from({ length: VIRTUAL_ABOVE * 4 }, (_, i) => ({ ...fills.fills[0]!, trade_id: 'n' + i }));
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(41);
  serve({ '/fills': { fills: many, next_cursor: null }, '/settlements': NOTHING });
  show(<ActivityView />);
  const drawn = await entries();
  expect(drawn.length).toBeGreaterThan(5);
  expect(drawn.length).toBeLessThan(VIRTUAL_ABOVE);
  expect(drawn[0]).toHaveAttribute('aria-posinset', '1');
  expect(drawn[0]).toHaveAttribute('aria-setsize', String(many.length));
});

test('one kind alone can be looked at', async () => {
  serve({ '/fills': { ...fills, next_cursor: null }, '/settlements': { ...settlements, next_cursor: null } });
  show(<ActivityView />);
  await entries();
  const only = screen.getByRole('button', { name: 'Settlements' });
  await userEvent.click(only);
  expect(only.getAttribute('aria-pressed')).toBe('true');
  expect(await entries()).toHaveLength(settlements.settlements.length);
});

test('every page of a list is saved as one file', async () => {
  serve({
    '/fills': (url: URL) => {
      const more = url.searchParams.get('cursor') === null && url.searchParams.get('limit') === '500';
      return url.searchParams.get('limit') === '500'
        ? new Response(`id,side\r\n${more ? 'a' : 'b'},YES\r\n`, { headers: more ? { 'X-Next-Cursor': 'n' } : {} })
        : json({ fills: [], next_cursor: null });
    },
    '/settlements': NOTHING,
  });
  const files: Blob[] = [];
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (file: Blob) => (files.push(file), '#file'), revokeObjectURL: () => {} }));
  show(<ActivityView />);
  await userEvent.click(screen.getByRole('button', { name: 'Fills as CSV' }));
  await vi.waitFor(() => expect(files).toHaveLength(1));
  expect(await textOf(files[0]!)).toBe('id,side\r\na,YES\r\nb,YES\r\n');
});

const textOf = (file: Blob): Promise<string> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(file);
  });

test('the panel shows the newest few and says so when there is nothing', async () => {
  serve({ '/fills': { fills: [], next_cursor: null }, '/settlements': NOTHING });
  const { container } = show(<ActivityPanel />);
  await screen.findByText('Nothing has happened yet');
  await expectAccessible(container);
});

test('a failure is told', async () => {
  serve({ '/fills': () => problem(409, 'conflict', 'Not now.'), '/settlements': NOTHING });
  show(<ActivityPanel />);
  expect((await screen.findByRole('alert')).textContent).toContain('Not now.');
});
