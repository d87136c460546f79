import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, expectAccessible } from './accessible.mjs';
import { load, newMarket, quote, trade } from './exchange.mjs';
import { livePage, member, rest, until } from './stage.mjs';

/** More than are drawn at once, in every list there is. */
const ROUNDS = 60;
const POSITIONS = 120;
const EVENTS = 55;

/** Scrolls down until the last row is drawn; meanwhile never more than a few are. */
async function scrollTo(page, rows, isLast, scroll = () => page.mouse.wheel(0, 1_500)) {
  await until(
    'the last row should come into sight',
    async () => {
      const drawn = await rows.count();
      assert.ok(drawn < 60, `${drawn} rows are drawn`);
      await scroll();
      return isLast.count();
    },
    (count) => count === 1,
  );
}

accessible('a long list: those in sight are drawn, in the middle of them', async () => {
  const { account, context } = await member({}, '10000.00');
  const tickers = await load(POSITIONS, 1, 1);
  await Promise.all(tickers.map((ticker) => trade(account, ticker, 'yes', 10, 20)));
  const page = await livePage(context);
  const table = page.getByRole('table', { name: 'Positions' });
  await until('all should be there', () => table.getAttribute('aria-rowcount'), (rows) => Number(rows) > POSITIONS);
  await expectAccessible(page, () => page.evaluate(() => scrollTo(0, 3_000)));

  // All of them are of one event.
  await page.goto('/events');
  const held = page.getByRole('list', { name: 'Positions held' }).getByRole('listitem');
  await until('the list should know of all', () => held.first().getAttribute('aria-setsize'), (size) => size === String(POSITIONS));
  assert.ok((await held.count()) < 60);
  await expectAccessible(page, () => page.evaluate(() => scrollTo(0, 1_500)));
});

accessible('many events: those in sight are drawn, and the address finds any of them', async () => {
  const { account, context } = await member({}, '10000.00');
  for (let event = 0; event < EVENTS; event++) {
    await trade(account, await newMarket('Yes', { title: 'Event ' + event }), 'yes', 1, 40);
  }
  const page = await livePage(context, '/events');
  const cards = page.getByRole('list', { name: 'Events' }).locator(':scope > li');
  await until('the list should know of all', () => cards.first().getAttribute('aria-setsize'), (size) => size === String(EVENTS));
  assert.ok((await cards.count()) < 40);
  await expectAccessible(page, () => page.evaluate(() => scrollTo(0, 6_000)));

  const { events } = await rest(context, '/events');
  const last = events.at(-1);
  await page.goto('/');
  await page.getByRole('searchbox', { name: 'Search positions' }).fill(last.positions[0].ticker);
  await page.getByRole('table', { name: 'Positions' }).getByRole('link', { name: last.event_title, exact: true }).click();
  await until(
    'the event that was asked for should be in sight',
    () => page.getByRole('heading', { name: last.event_title, exact: true }).boundingBox(),
    (box) => box?.y > 0 && box.y < 800,
  );
});

test('closed trades, fills and what happened: only what is in sight is drawn, and everything can be reached', async () => {
  const { account, context } = await member({}, '10000.00');
  const ticker = await newMarket('Again');
  await quote(ticker, 40, 43);
  for (let round = 0; round < ROUNDS; round++) {
    await trade(account, ticker, 'yes', 1, 40);
    await trade(account, ticker, 'no', 1, 41);
  }
  await trade(account, ticker, 'yes', 1, 40);
  const page = await livePage(context, '/trades');

  await page.getByRole('button', { name: 'Show older' }).click();
  const trades = page.getByRole('table', { name: 'Closed trades' });
  await until('every trade should be known', () => trades.getAttribute('aria-rowcount'), (rows) => rows === String(ROUNDS + 1));
  await scrollTo(page, trades.getByRole('row'), trades.locator(`[aria-rowindex="${ROUNDS + 1}"]`));

  await page.goto('/positions/' + ticker);
  const fills = page.getByRole('table', { name: 'Fills' });
  const all = String(2 * ROUNDS + 2);
  await until('every fill should be known', () => fills.getAttribute('aria-rowcount'), (rows) => rows === all);
  await scrollTo(page, fills.getByRole('row'), fills.locator(`[aria-rowindex="${all}"]`));

  await page.goto('/activity');
  const list = page.getByRole('list', { name: 'Activity, newest first' });
  const older = page.getByRole('button', { name: 'Show older' });
  const last = list.locator(`[aria-posinset="${2 * ROUNDS + 1}"]`);
  await page.getByRole('button', { name: 'Fills', exact: true }).click();
  await scrollTo(page, list.getByRole('listitem'), last, async () => {
    await page.mouse.wheel(0, 1_500);
    if (await older.isVisible()) {
      await older.click();
    }
  });
  await expectAccessible(page, () => page.evaluate(() => scrollTo(0, 1_500)));
});

test('many rows can be gone through with the keyboard', async () => {
  const { account, context } = await member({}, '10000.00');
  const ticker = await newMarket('Step');
  await quote(ticker, 40, 43);
  for (let round = 0; round < ROUNDS; round++) {
    await trade(account, ticker, 'yes', 1, 40);
    await trade(account, ticker, 'no', 1, 41);
  }
  const page = await livePage(context, '/activity');
  const list = page.getByRole('list', { name: 'Activity, newest first' });
  await page.getByRole('button', { name: 'Show older' }).click();
  await until('more than fifty should be there', () => list.getByRole('listitem').first().getAttribute('aria-setsize'), (size) => Number(size) > 50);
  await page.getByRole('button', { name: 'Line', exact: true }).focus();
  const visited = [];
  for (let step = 0; step < 50; step++) {
    await page.keyboard.press('Tab');
    visited.push(await page.evaluate(() => Number(document.activeElement.closest('[aria-posinset]')?.ariaPosInSet)));
  }
  // Every one in turn: nothing is left out because it was not drawn.
  const first = visited[0];
  assert.deepEqual(visited, visited.map((_, step) => first + step));
});
