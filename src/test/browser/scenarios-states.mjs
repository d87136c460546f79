import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, expectAccessible } from './accessible.mjs';
import { end, fault, heal, newMarket, quote, trade } from './exchange.mjs';
import { alone, cell, fontStyle, holding, isLive, livePage, member, row, says, until } from './stage.mjs';

accessible('a line that is broken, and everything that is old', async () => {
  const { account, context, ticker } = await holding('Gale');
  const page = await livePage(context);
  await fault('refuse_connect', { account_id: account.account_id, seconds: 300 });
  await fault('cut', { account_id: account.account_id });
  const notice = () => page.getByText(/line to the exchange was lost|exchange sends no live data/).first().waitFor();
  await notice();
  await expectAccessible(page);

  await page.goto('/events');
  await notice();
  await until('worth should look old', () => fontStyle(page.getByText('Worth now').locator('xpath=following-sibling::dd/span')), (it) => it === 'italic');
  await expectAccessible(page);

  await page.goto('/positions/' + ticker);
  await notice();
  const table = page.getByRole('table', { name: 'The position by each mark' });
  await until('marks should look old', () => fontStyle(table.getByText('40¢').first()), (it) => it === 'italic');
  await expectAccessible(page);
  await heal();
});

accessible('no stream, only polling', async () => {
  const { context } = await holding('Mizzle');
  await alone(context);
  await context.route('**/sse/positions*', (route) => route.fulfill({ status: 503, body: 'no stream here' }));
  const page = await context.newPage();
  await page.goto('/');
  await page.getByText('No live stream can be had').first().waitFor();
  await row(page, 'Mizzle').waitFor();
  await expectAccessible(page);
});

accessible('no network', async () => {
  const { context } = await holding('Flood');
  await alone(context);
  const page = await livePage(context);
  await row(page, 'Flood').waitFor();
  await context.setOffline(true);
  await page.getByText('This device is offline.').first().waitFor();
  await says(cell(page, 'Flood', 'mark'), / old/);
  await expectAccessible(page);
  await context.setOffline(false);
});

accessible('what is not there yet', async () => {
  const { context } = await holding('Lull');
  await alone(context);
  await context.route(/sse\/positions|account\/(positions|equity|fills|settlements|trades|events|marks)/, () => undefined);
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('region', { name: 'Positions' }).and(page.locator('[aria-busy=true]')).waitFor();
  await page.getByRole('region', { name: 'Equity' }).getByText('Loading').waitFor({ state: 'attached' });
  await expectAccessible(page);
  await page.goto('/trades');
  await page.getByRole('heading', { name: 'Closed trades' }).waitFor();
  await page.getByText('Loading').first().waitFor({ state: 'attached' });
  await expectAccessible(page);
  await context.route('**/account/portfolio', () => undefined);
  await page.goto('/');
  await page.getByRole('main').and(page.locator('[aria-busy=true]')).waitFor();
  await expectAccessible(page);
});

accessible('an explanation that is open', async () => {
  const { context } = await holding('Breeze');
  const page = await livePage(context);
  const name = page.getByRole('button', { name: 'Unrealised' });
  const tip = page.getByRole('tooltip').filter({ hasText: 'less what they cost, $40.00' });
  await name.hover();
  await tip.waitFor({ state: 'attached' });
  await expectAccessible(page, async () => {
    await page.mouse.move(0, 0);
    await name.blur();
    await name.focus();
    await tip.waitFor({ state: 'attached' });
  });
});

accessible('a position that is settled', async () => {
  const { account, context } = await member();
  const ticker = await newMarket('Past');
  await quote(ticker, 60, 62);
  await trade(account, ticker, 'yes', 10, 60);
  const page = await livePage(context);
  await row(page, 'Past').waitFor();
  await end(ticker, 'determine', { result: 'yes', settlement_value_dollars: '1.0000' });
  await end(ticker, 'settle');
  await row(page, 'Past').waitFor({ state: 'detached' });
  await page.goto('/positions/' + ticker);
  await says(page.getByRole('region', { name: 'Settlement' }), /YES[^]*\$10\.00/);
  await page.getByText('adds up').first().waitFor();
  await expectAccessible(page);
});

test('search, filter and order are as they were for who comes back from a position', async () => {
  const { context, ticker } = await holding('Thaw');
  const page = await livePage(context);
  await row(page, 'Thaw').waitFor();
  await page.getByRole('searchbox', { name: 'Search positions' }).fill(ticker);
  await page.getByRole('combobox', { name: 'Show' }).selectOption('YES only');
  await page.getByRole('button', { name: 'Value', exact: true }).click();

  await page.getByRole('link', { name: 'Thaw', exact: true }).click();
  await page.getByText('How the figures come about').waitFor();
  await page.goBack();

  await row(page, 'Thaw').waitFor();
  assert.equal(await page.getByRole('searchbox', { name: 'Search positions' }).inputValue(), ticker);
  assert.equal(await page.getByRole('combobox', { name: 'Show' }).inputValue(), 'yes');
  assert.equal(await page.getByRole('columnheader', { name: /Value/ }).getAttribute('aria-sort'), 'descending');
  await isLive(page);
});
