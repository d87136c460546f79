import assert from 'node:assert/strict';
import { test } from 'node:test';
import { end, load, newMarket, quote, trade } from './exchange.mjs';
import { cell, livePage, member, rest, row, says, until } from './stage.mjs';

test('a price moves on the screen without a reload', async () => {
  const { account, context } = await member();
  const ticker = await newMarket('Tomorrow');
  await quote(ticker, 40, 43);
  await trade(account, ticker, 'yes', 100, 40);
  const page = await livePage(context);
  await says(cell(page, 'Tomorrow', 'mark'), '40¢');
  await page.evaluate(() => (window.neverReloaded = true));

  await quote(ticker, 47, 49);

  await says(cell(page, 'Tomorrow', 'mark'), /47¢[^]*ask 49¢/);
  await says(cell(page, 'Tomorrow', 'value'), '$47.00');
  await says(cell(page, 'Tomorrow', 'pnl'), '+$7.00');
  await says(cell(page, 'Tomorrow', 'percent'), '+17.50%');
  assert.equal(await page.evaluate(() => window.neverReloaded), true);
});

test('a change flashes, but not for those who want calm', async () => {
  for (const reducedMotion of ['no-preference', 'reduce']) {
    const { account, context } = await member({ reducedMotion });
    const ticker = await newMarket('Flash');
    await quote(ticker, 40, 43);
    await trade(account, ticker, 'yes', 10, 40);
    const page = await livePage(context);
    await says(cell(page, 'Flash', 'mark'), '40¢');
    // A flash is over before anybody can ask for it: each one is counted as it begins.
    await page.evaluate(() => {
      window.flashes = 0;
      const { animate } = Element.prototype;
      Element.prototype.animate = function (...how) {
        window.flashes++;
        return animate.apply(this, how);
      };
    });

    await quote(ticker, 41, 43);

    await says(cell(page, 'Flash', 'mark'), '41¢');
    assert.equal((await page.evaluate(() => window.flashes)) > 0, reducedMotion === 'no-preference');
  }
});

test('a fill arrives: in the row and in the activity', async () => {
  const { account, context } = await member();
  const ticker = await newMarket('Snow');
  await quote(ticker, 30, 33);
  const page = await livePage(context);
  await page.getByText('No open positions').waitFor();

  await trade(account, ticker, 'no', 12, 33);

  await says(cell(page, 'Snow', 'side'), /NO[^]*12 @ 67¢/);
  const activity = page.getByRole('region', { name: 'Activity' });
  await says(activity.getByRole('listitem').first(), /fill[^]*Opened 12 NO at 67¢/);
});

test('a settlement takes the position away and stands among the closed trades', async () => {
  const { account, context } = await member();
  const ticker = await newMarket('Hail');
  await quote(ticker, 60, 62);
  await trade(account, ticker, 'yes', 10, 60);
  const page = await livePage(context);
  await row(page, 'Hail').waitFor();

  await end(ticker, 'determine', { result: 'yes', settlement_value_dollars: '1.0000' });
  await says(row(page, 'Hail'), 'Result known');
  await says(cell(page, 'Hail', 'mark'), /100¢[^]*settlement/);
  await end(ticker, 'settle');

  await row(page, 'Hail').waitFor({ state: 'detached' });
  await says(page.getByRole('region', { name: 'Activity' }).getByRole('listitem').first(), /settled[^]*paid \$10\.00/);
  await page.getByRole('link', { name: 'Trades' }).click();
  await says(page.getByRole('row').filter({ hasText: ticker }), '+$4.00');
});

test('what is unknown is a dash, and never 0', async () => {
  const { account, context } = await member();
  const ticker = await newMarket('Fog');
  await trade(account, ticker, 'yes', 10, 25);
  const page = await livePage(context);

  for (const area of ['value', 'pnl', 'percent']) {
    await says(cell(page, 'Fog', area), /^–$/);
  }
  await says(cell(page, 'Fog', 'mark'), /^–\s*no bid$/);
  await page.getByText('1 at cost').waitFor();
  const { positions } = await rest(context, '/positions');
  assert.equal(positions[0].current_price, null);
});

test('the parts of a figure add up on the page of its position', async () => {
  const { account, context } = await member();
  const ticker = await newMarket('Sleet');
  await quote(ticker, 40, 43);
  await trade(account, ticker, 'yes', 10, 40);
  await trade(account, ticker, 'yes', 30, 44);
  await trade(account, ticker, 'no', 5, 50);
  const page = await livePage(context, '/positions/' + ticker);

  const cost = page.locator('details').filter({ hasText: 'Parts of Cost' });
  await page.locator('summary').filter({ hasText: 'Cost' }).first().click();

  await says(cost.locator('summary'), /adds up/);
  const { figures } = await rest(context, `/positions/${ticker}/explain`);
  const sum = figures.cost_basis.parts.reduce((total, part) => total + Math.round(part.amount * 1e6), 0) / 1e6;
  assert.equal(sum, figures.cost_basis.value);
  await says(cost, new RegExp(`Sum of the parts\\s*\\$${sum.toFixed(2)}`));
});

test('200 positions: only the rows in sight are drawn, and every one can be reached', async () => {
  const { account, context } = await member({}, '10000.00');
  const tickers = await load(200, 1, 1);
  await Promise.all(tickers.map((ticker) => trade(account, ticker, 'yes', 10, 20)));
  const page = await livePage(context);
  await page.getByRole('checkbox', { name: 'By event' }).uncheck();
  const table = page.getByRole('table', { name: 'Positions' });

  await until('all should be there', () => table.getAttribute('aria-rowcount'), (rows) => rows === '201');
  assert.ok((await table.getByRole('row').count()) < 50);
  await page.getByRole('searchbox', { name: 'Search positions' }).fill(tickers.at(-1));
  await table.getByRole('link', { name: tickers.at(-1) }).waitFor();
  await page.getByRole('searchbox', { name: 'Search positions' }).fill('');
  const last = table.locator('[aria-rowindex="201"]');
  await until(
    'the last row should come into sight',
    async () => {
      await page.mouse.wheel(0, 5_000);
      return last.count();
    },
    (count) => count === 1,
  );
});
