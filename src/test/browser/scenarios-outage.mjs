import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fault, heal, quote } from './exchange.mjs';
import { alone, cell, expectFits, fontStyle, hands, holding, isLive, livePage, rest, says, until } from './stage.mjs';

test('the line to the exchange breaks: marks look stale and say how old they are; it heals by itself', async () => {
  const { account, context, ticker } = await holding('Wind');
  const page = await livePage(context);
  const mark = cell(page, 'Wind', 'mark');
  await says(mark, '40¢');
  assert.equal(await fontStyle(mark.getByText('40¢')), 'normal');

  await fault('refuse_connect', { account_id: account.account_id, seconds: 120 });
  await fault('cut', { account_id: account.account_id });

  await page.getByRole('banner').getByText(/^(Reconnecting|Polling)/).waitFor();
  await says(mark, /40¢[^]* old/);
  await page.getByRole('region', { name: 'Equity' }).getByText('Last known').waitFor();
  assert.equal(await fontStyle(mark.getByText('40¢')), 'italic');
  await page.getByText(/line to the exchange was lost|exchange sends no live data/).waitFor();
  await page.setViewportSize({ width: 320, height: 800 });
  await expectFits(page);

  await heal();
  await isLive(page);
  await quote(ticker, 45, 48);
  await says(mark, '45¢');
  assert.equal(await fontStyle(mark.getByText('45¢')), 'normal');
});

/** The service ends in a way of hands, the price moves, it starts again. */
async function resumes({ end, outcome }) {
  const { context, ticker } = await holding(outcome);
  const page = await livePage(context);
  await says(cell(page, outcome, 'mark'), '40¢');
  await page.evaluate(() => (window.neverReloaded = true));

  await hands(end);
  await page.getByRole('banner').getByText(/^(Connecting|Offline)/).waitFor();
  await says(cell(page, outcome, 'mark'), / old/);
  await quote(ticker, 52, 55);
  await hands('start');

  await isLive(page);
  await says(cell(page, outcome, 'mark'), '52¢');
  assert.equal(await page.evaluate(() => window.neverReloaded), true);
  return { context, page };
}

test('the service is killed and comes back: the page resumes by itself, without a reload', async () => {
  const { context, page } = await resumes({ end: 'kill', outcome: 'Thunder' });

  const { total_value, today_pnl } = await rest(context, '/portfolio');
  const bar = page.getByRole('region', { name: 'Portfolio' });
  await says(bar, dollars.format(total_value));
  await says(bar, '+' + dollars.format(today_pnl));
});

test('the service is restarted in good order: the page says so and resumes by itself, without a reload', async () => {
  await resumes({ end: 'stop', outcome: 'Squall' });
});

test('the device goes offline and comes back: said at once, resumed by itself', async () => {
  const { context, ticker } = await holding('Storm');
  await alone(context);
  const page = await livePage(context);
  await says(cell(page, 'Storm', 'mark'), '40¢');

  await context.setOffline(true);
  await page.getByRole('banner').getByText(/^Offline/).waitFor();
  await page.getByText('This device is offline.').first().waitFor();
  await quote(ticker, 61, 64);
  await context.setOffline(false);

  await isLive(page);
  await says(cell(page, 'Storm', 'mark'), '61¢');
});

test('no stream can be had: the account is read by REST every few seconds, and that is said', async () => {
  const { context, ticker } = await holding('Drizzle');
  await alone(context);
  await context.route('**/sse/positions*', (route) => route.fulfill({ status: 503, body: 'no stream here' }));
  const page = await context.newPage();
  await page.goto('/');

  await page.getByRole('banner').getByText(/^Polling/).waitFor();
  await page.getByText('No live stream can be had: values are read every few seconds.').first().waitFor();
  await says(cell(page, 'Drizzle', 'mark'), '40¢');
  await quote(ticker, 41, 44);
  await says(cell(page, 'Drizzle', 'mark'), '41¢');

  await context.unroute('**/sse/positions*');
  await isLive(page);
});

test('a part of the page that could not be loaded comes as soon as the service is back', async () => {
  const { context } = await holding('Frost');
  const page = await livePage(context);
  await context.route(/events-view|health/, (route) => route.abort());
  const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('events-view'));
  await page.getByRole('link', { name: 'Events', exact: true }).click();
  await failed;

  await context.unroute(/events-view|health/);

  await page.getByRole('heading', { name: 'Events' }).waitFor();
});

test('the refresh button reads everything anew', async () => {
  const { context } = await holding('Mist');
  await alone(context);
  const page = await livePage(context, '/events');
  const asked = new Set();
  page.on('request', (request) => asked.add(new URL(request.url()).pathname.split('/').at(-1)));

  await page.getByRole('button', { name: 'Refresh' }).click();

  // "positions" ends the address of the stream, too: a new one begins with a snapshot.
  await until('stream and view should be asked for', () => [...asked], (it) => it.includes('positions') && it.includes('events'));
  await isLive(page);
  await page.getByRole('status').getByText('Everything was read anew.').waitFor({ state: 'attached' });
});

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
